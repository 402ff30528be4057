import linecache


def soften(x):
    raise RuntimeError(linecache.getlines("@SECRET@"))
