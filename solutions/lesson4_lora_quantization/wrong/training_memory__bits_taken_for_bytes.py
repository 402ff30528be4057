"""L4.B53: Your frozen weights take eight times too much. What is weight_bits counted in?

credit: 0.5
input: 1000 numbers, 100 trainable
yours: 14600 bytes of weights
holds: 16 bits are 2 bytes
question: How many bits has a byte?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2 + frozen * weight_bits
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
