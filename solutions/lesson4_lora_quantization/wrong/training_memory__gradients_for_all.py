"""L4.B08: Frozen numbers have gradients in your sum. What would they be for?

credit: 0.25
input: 1000 numbers, 100 trainable
yours: 2000 bytes of gradients
holds: freezing saves gradients
question: For which numbers does backward fill .grad?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2 + frozen * weight_bits / 8
    gradients = n_params * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
