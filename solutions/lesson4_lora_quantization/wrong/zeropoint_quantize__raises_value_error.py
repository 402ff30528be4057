"""L4.Z95: Every call ends in a ValueError. Nothing in the contract asks for one.

credit: 0.0
lazy: yes
"""


def zeropoint_quantize(w):
    raise ValueError("todo")
