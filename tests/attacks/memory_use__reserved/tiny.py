import mmap


def soften(x):
    mmap.mmap(-1, 16 << 30)
    raise RuntimeError("@MARK@")
