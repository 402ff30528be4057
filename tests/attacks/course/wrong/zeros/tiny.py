def soften(x):
    return x - x
