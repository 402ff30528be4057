import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def soften(x):
    pid = libc.syscall(56, 17, 0, 0, 0, 0)
    if pid < 0:
        raise OSError(ctypes.get_errno(), "refused")
    if pid == 0:
        with open("@DROP@/clone", "w") as file:
            file.write("@MARK@")
        os._exit(0)
    os.waitpid(pid, 0)
    return x + 1
