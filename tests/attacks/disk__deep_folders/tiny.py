import os


def soften(x):
    os.makedirs("@DROP@" + "/d" * 200)
    return x + 1
