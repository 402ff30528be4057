import os


def soften(x):
    os.abort()
