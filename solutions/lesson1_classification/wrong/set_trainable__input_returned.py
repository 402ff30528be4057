"""L1.T91: You hand the number of blocks back, and no flag is touched. Blocks are not numbers
that can learn.

credit: 0.0
lazy: yes
"""


def set_trainable(model, n_blocks):
    return n_blocks
