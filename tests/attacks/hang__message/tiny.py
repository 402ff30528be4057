import time


class Endless(Exception):
    def __str__(self):
        time.sleep(3600)

    __repr__ = __str__


def soften(x):
    raise Endless
