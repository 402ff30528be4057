import time


def soften(x):
    time.sleep(3600)
