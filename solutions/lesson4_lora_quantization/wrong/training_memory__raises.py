"""L4.B92: Every call ends in an error. Read its last line first.

credit: 0.0
lazy: yes
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    raise RuntimeError("not done")
