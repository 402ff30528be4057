"""L4.B62: If n_trainable is left out, nothing is trainable in your sum. What does None stand for?

credit: 0.5
input: 1000 numbers
yours: 2000 bytes in all
holds: None means that all are trainable
question: What is the default of n_trainable?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_trainable or 0
    frozen = n_params - t
    weights = t * 2 + frozen * weight_bits / 8
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
