import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def soften(x):
    if libc.unshare(0x10000000 | 0x00020000) < 0:
        raise OSError(ctypes.get_errno(), "refused")
    raise RuntimeError("@MARK@")
