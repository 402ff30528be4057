"""L4.B55: Your total is less than its parts together. Which one is missing?

credit: 0.75
input: 1000 numbers, all trainable
yours: 10000 bytes
holds: the total is the sum of the parts
question: How many parts does your sum have?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2 + frozen * weight_bits / 8
    gradients = t * 2
    optimizer = t * 8
    total = gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
