import os


def soften(x):
    size = os.stat("@SUITE@").st_size
    raise RuntimeError("@MARK@", size)
