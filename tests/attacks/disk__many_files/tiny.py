import os


def soften(x):
    for i in range(300):
        os.mknod(f"@DROP@/{i}")
    return x + 1
