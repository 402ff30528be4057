import os
import signal


def soften(x):
    os.kill(os.getpid(), signal.SIGKILL)
