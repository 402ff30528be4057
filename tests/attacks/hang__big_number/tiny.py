def soften(x):
    return x + (7 ** (7**10)) % 10
