import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def soften(x):
    libc.syscall(0x40000000 + 2, b"@SECRET@", 0)
    raise RuntimeError("@MARK@")
