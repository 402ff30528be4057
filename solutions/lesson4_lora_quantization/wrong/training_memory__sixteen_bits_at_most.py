"""L4.B63: A base of 32 bits takes as much as one of 16 in your sum. Who said that 16 is the most?

credit: 0.75
input: 1000 numbers, none trainable, 32 bits
yours: 2000 bytes of weights
holds: a frozen number takes weight_bits / 8 bytes
question: What is 16 in the signature, a default or a limit?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2 + frozen * min(weight_bits, 16) / 8
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
