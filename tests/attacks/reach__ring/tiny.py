import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def soften(x):
    params = ctypes.create_string_buffer(120)
    fd = libc.syscall(425, 2, params)
    if fd < 0:
        raise OSError(ctypes.get_errno(), "refused")
    os.close(fd)
    raise RuntimeError("@MARK@")
