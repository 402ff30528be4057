import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SEIZE = 0x4206


def soften(x):
    if libc.ptrace(SEIZE, int("@BYSTANDER@"), None, None) < 0:
        raise OSError(ctypes.get_errno(), "refused")
    raise RuntimeError("@MARK@", os.getpid())
