"""L4.Q95: Every call ends in a ValueError. Nothing in the contract asks for one.

credit: 0.0
lazy: yes
"""


def absmax_quantize(w, bits=8):
    raise ValueError("todo")
