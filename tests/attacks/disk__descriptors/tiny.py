import os


def soften(x):
    kept = [os.dup(0) for _ in range(100)]
    raise RuntimeError("@MARK@", len(kept))
