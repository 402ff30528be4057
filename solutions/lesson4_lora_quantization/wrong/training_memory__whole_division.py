"""L4.B58: With 4 bits your base takes no memory at all. Which division rounds?

credit: 0.75
input: 1000 numbers, 100 trainable, 4 bits
yours: 200 bytes of weights
holds: 4 bits are half a byte
question: What is 4 // 8?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2 + frozen * (weight_bits // 8)
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
