"""L4.B60: There is no total among your answers. Which keys does the docstring name?

credit: 0.75
input: 1000 numbers, all trainable
yours: three keys
holds: four keys
question: Which one would a planner look at first?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2 + frozen * weight_bits / 8
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer)
