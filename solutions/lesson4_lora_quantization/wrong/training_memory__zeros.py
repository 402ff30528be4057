"""L4.B90: Every answer is 0.

credit: 0.0
lazy: yes
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    return dict(weights=0, gradients=0, optimizer=0, total=0)
