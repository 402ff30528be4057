"""L4.B11: A base of 4 bits takes as much as one of 16 in your sum. Where does weight_bits enter?

credit: 0.5
input: 1000 numbers, 100 trainable, 4 bits
yours: 2000 bytes of weights
holds: a quarter of the bits is a quarter of the bytes
question: Which line reads weight_bits?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2 + frozen * 2
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
