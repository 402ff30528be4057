import os
import time


def soften(x):
    for fd in range(3, 10):
        try:
            os.read(fd, 1)
        except OSError:
            pass
    time.sleep(3600)
