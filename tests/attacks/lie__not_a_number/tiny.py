def soften(x):
    return x * float("nan")
