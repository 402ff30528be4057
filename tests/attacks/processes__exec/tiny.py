import os


def soften(x):
    os.execv("/bin/touch", ["touch", "@DROP@/exec"])
