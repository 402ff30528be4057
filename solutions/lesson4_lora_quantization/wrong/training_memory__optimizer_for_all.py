"""L4.B57: Frozen numbers have optimizer states in your sum. What would they be for?

credit: 0.25
input: 1000 numbers, 100 trainable
yours: 8000 bytes
holds: freezing saves optimizer states
question: Which numbers does the optimizer move?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2 + frozen * weight_bits / 8
    gradients = t * 2
    optimizer = n_params * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
