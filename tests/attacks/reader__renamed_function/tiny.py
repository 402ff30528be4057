def soften(x):
    return x + 1


globals()["soften<img"] = globals().pop("soften")
