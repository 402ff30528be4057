import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
HERE = id(os)


def soften(x):
    target = ctypes.create_string_buffer(16)
    local = (ctypes.c_size_t * 2)(ctypes.addressof(target), 16)
    remote = (ctypes.c_size_t * 2)(HERE, 16)
    if libc.syscall(310, os.getppid(), local, 1, remote, 1, 0) < 0:
        raise OSError(ctypes.get_errno(), "refused")
    raise RuntimeError("@MARK@", target.raw)
