"""L1.T90: The call returns 0 and no flag is touched. Nothing is frozen and nothing is thawed.

credit: 0.0
lazy: yes
"""


def set_trainable(model, n_blocks):
    return 0
