"""L4.B10: The frozen part takes no memory in your sum. Does training do without it?

credit: 0.25
input: 1000 numbers, 100 trainable
yours: 200 bytes of weights
holds: the base model has to be in memory
question: What does the forward pass read?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
