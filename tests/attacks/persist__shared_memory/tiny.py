import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def soften(x):
    if libc.shm_open(b"/finegrade-@MARK@", os.O_CREAT | os.O_RDWR, 0o600) < 0:
        raise OSError(ctypes.get_errno(), "refused")
    libc.shm_unlink(b"/finegrade-@MARK@")
    raise RuntimeError("@MARK@")
