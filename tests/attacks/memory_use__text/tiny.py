def soften(x):
    text = "x" * (1 << 31)
    raise RuntimeError("@MARK@", len(text))
