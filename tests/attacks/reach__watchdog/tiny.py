import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def soften(x):
    if libc.prctl(1, 0, 0, 0, 0) < 0 or libc.prctl(4, 1, 0, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "refused")
    raise RuntimeError("@MARK@")
