"""L4.B05: Your gradients take 4 bytes a number. In which dtype does the lesson keep them?

credit: 0.75
input: 1000 numbers, all trainable
yours: 4000 bytes of gradients
holds: gradients are bfloat16, like the weights
question: How many bytes does a bfloat16 take?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2 + frozen * weight_bits / 8
    gradients = t * 4
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
