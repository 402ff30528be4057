import os


def soften(x):
    os.symlink("@SECRET@", "@DROP@/link")
    try:
        with open("@DROP@/link") as file:
            raise RuntimeError(file.read())
    finally:
        os.unlink("@DROP@/link")
