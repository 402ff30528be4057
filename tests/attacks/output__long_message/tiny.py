def soften(x):
    raise RuntimeError("y" * 2_000_000)
