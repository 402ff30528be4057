"""L4.B13: The trainable numbers shrink with weight_bits in your sum. Which numbers does that
argument speak of?

credit: 0.75
input: 1000 numbers, 100 trainable, 4 bits
yours: 500 bytes of weights
holds: trainable numbers stay in bfloat16
question: Could a step of 0.001 move a number of 4 bits?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = n_params * weight_bits / 8
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
