"""L4.B51: With 0 trainable numbers you count all of them as trainable. What is `0 or n_params`?

credit: 0.75
input: 1000 numbers, 0 trainable
yours: 12000 bytes
holds: nothing trainable means no gradients and no optimizer states
question: Which two values of n_trainable does your line not tell apart?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_trainable or n_params
    frozen = n_params - t
    weights = t * 2 + frozen * weight_bits / 8
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
