"""L4.B61: Your trainable weights take 4 bytes each. In which dtype does the lesson keep them?

credit: 0.75
input: 1000 numbers, all trainable
yours: 4000 bytes of weights
holds: trainable numbers are bfloat16
question: How many bytes does a bfloat16 take?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 4 + frozen * weight_bits / 8
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
