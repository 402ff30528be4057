import os


def soften(x):
    os.utime("@OTHER@")
    raise RuntimeError("@MARK@")
