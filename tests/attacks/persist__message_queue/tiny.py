import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def soften(x):
    queue = libc.msgget(0, 0o1600)
    if queue < 0:
        raise OSError(ctypes.get_errno(), "refused")
    libc.msgctl(queue, 0, None)
    raise RuntimeError("@MARK@")
