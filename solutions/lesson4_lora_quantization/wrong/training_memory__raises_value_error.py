"""L4.B95: Every call ends in a ValueError. Nothing in the contract asks for one.

credit: 0.0
lazy: yes
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    raise ValueError("todo")
