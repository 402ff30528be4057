"""L4.B91: Every answer is the same number, whatever the model.

credit: 0.0
lazy: yes
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    return dict(weights=2e9, gradients=2e9, optimizer=2e9, total=2e9)
