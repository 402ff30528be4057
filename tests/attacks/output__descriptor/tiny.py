import os


def soften(x):
    for _ in range(40):
        os.write(2, b"x" * 65_536)
    return x + 1
