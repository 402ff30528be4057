import ctypes

libc = ctypes.CDLL(None)


def soften(x):
    for _ in range(3000):
        libc.puts(b"x" * 999)
    libc.fflush(None)
    return x + 1
