def soften(x):
    x.data.zero_()
    return x * 1
