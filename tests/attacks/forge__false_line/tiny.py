import os


def soften(x):
    line = b'File "hand-in/<img src=x onerror=alert(1)>", line 1\n'
    for fd in reversed(range(3, 30)):
        try:
            os.write(fd, line)
            break
        except OSError:
            pass
    os._exit(0)
