import ctypes


def soften(x):
    return ctypes.string_at(0)
