import os


def soften(x):
    os.setgroups([])
    raise RuntimeError("@MARK@")
