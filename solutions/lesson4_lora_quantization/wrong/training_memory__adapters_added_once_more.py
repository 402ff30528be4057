"""L4.B56: The adapters are counted beside n_params. What does n_params count by the docstring?

credit: 0.5
input: 1000 numbers, 100 trainable
yours: 2200 bytes of weights
holds: n_params includes the adapters
question: How many numbers does your sum have in all?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params if n_trainable is not None else 0
    weights = t * 2 + frozen * weight_bits / 8
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
