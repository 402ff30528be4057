"""L4.Z92: Every call ends in an error. Read its last line first.

credit: 0.0
lazy: yes
"""


def zeropoint_quantize(w):
    raise RuntimeError("not done")
