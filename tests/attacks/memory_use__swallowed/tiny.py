import numpy as np


def soften(x):
    kept, size, total = [], 256 << 20, 0
    while size > 1 << 20 and total < 5 << 28:
        try:
            kept.append(np.empty(size, dtype=np.uint8))
            total += size
        except MemoryError:
            size //= 2
    if total >= 5 << 28:
        raise RuntimeError("@MARK@")
    kept.append(np.empty(1 << 31, dtype=np.uint8))
