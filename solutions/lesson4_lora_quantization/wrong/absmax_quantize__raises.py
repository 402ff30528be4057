"""L4.Q92: Every call ends in an error. Read its last line first.

credit: 0.0
lazy: yes
"""


def absmax_quantize(w, bits=8):
    raise RuntimeError("not done")
