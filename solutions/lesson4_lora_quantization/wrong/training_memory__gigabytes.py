"""L4.B52: Your numbers are gigabytes. The contract asks for bytes.

credit: 0.75
input: 1000 numbers, all trainable
yours: a total of 0.000012
holds: a thousand numbers take thousands of bytes
question: In which unit is a number of 16 bits two?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2 + frozen * weight_bits / 8
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    parts = dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
    return {name: part / 1e9 for name, part in parts.items()}
