"""L4.B54: Your optimizer keeps one state per trainable number. Which two averages does Adam carry
along?

credit: 0.5
input: 1000 numbers, all trainable
yours: 4000 bytes
holds: Adam has two states in float32
question: What do Adam's two betas belong to?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2 + frozen * weight_bits / 8
    gradients = t * 2
    optimizer = t * 4
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
