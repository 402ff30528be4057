import os


def soften(x):
    os.write(os.memfd_create("loot"), b"loot")
    raise RuntimeError("@MARK@")
