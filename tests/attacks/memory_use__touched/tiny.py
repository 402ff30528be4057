import numpy as np


def soften(x):
    reserved = [np.empty(300 << 20, dtype=np.uint8) for _ in range(3)]
    touched = np.ones(200 << 20, dtype=np.uint8)
    raise RuntimeError("@MARK@", len(reserved), touched.sum())
