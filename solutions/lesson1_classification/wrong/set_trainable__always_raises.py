"""L1.T92: Every call ends in a ValueError, and no flag is touched. Most numbers of blocks can
be thawed.

credit: 0.0
lazy: yes
"""


def set_trainable(model, n_blocks):
    raise ValueError("n_blocks out of range")
