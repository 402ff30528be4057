"""L1.T93: The call returns None and no flag is touched. Nothing is frozen and nothing is
thawed.

credit: 0.0
lazy: yes
"""


def set_trainable(model, n_blocks):
    pass
