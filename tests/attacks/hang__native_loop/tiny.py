import re


def soften(x):
    return re.match(r"(a+)+$", "a" * 40 + "b")
