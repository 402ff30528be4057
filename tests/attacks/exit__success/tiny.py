import os


def soften(x):
    os._exit(0)
