import os


def soften(x):
    os.truncate("@OTHER@", os.stat("@OTHER@").st_size)
    with open("@DROP@/sparse", "wb") as file:
        file.truncate(1 << 30)
    return x + 1
