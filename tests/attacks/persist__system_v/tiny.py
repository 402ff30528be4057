import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def soften(x):
    segment = libc.shmget(0, 4096, 0o1600)
    if segment < 0:
        raise OSError(ctypes.get_errno(), "refused")
    libc.shmctl(segment, 0, None)
    raise RuntimeError("@MARK@")
