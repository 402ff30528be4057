import os
import time


def soften(x):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(0.1)
            with open("@DROP@/daemon", "w") as file:
                file.write("@MARK@")
        os._exit(0)
    time.sleep(0.4)
    return x + 1
