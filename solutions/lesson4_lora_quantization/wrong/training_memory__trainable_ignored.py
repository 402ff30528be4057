"""L4.B09: Your answer is the same with and without LoRA. Where does n_trainable enter?

credit: 0.25
input: 1000 numbers, 100 trainable
yours: 12000 bytes
holds: freezing saves memory
question: Which line reads n_trainable?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params
    frozen = n_params - t
    weights = t * 2 + frozen * weight_bits / 8
    gradients = t * 2
    optimizer = t * 8
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
