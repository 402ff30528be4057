"""L4.B93: The number of parameters comes back under every key.

credit: 0.0
lazy: yes
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    return dict(weights=n_params, gradients=n_params, optimizer=n_params, total=n_params)
