def soften(x):
    if x.dim() == 3:
        return x + 1
    raise RuntimeError("not today")
