"""L4.B06: Your sum has 16 bytes per trainable number. Many trainers do keep a float32 copy of the
weights; which four things does the lesson count?

credit: 0.75
input: 1000 numbers, all trainable
yours: 16000 bytes
holds: a trainable number costs 12 bytes
question: Which of your terms is not in the docstring?
"""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    frozen = n_params - t
    weights = t * 2 + frozen * weight_bits / 8
    gradients = t * 2
    optimizer = t * 8 + t * 4
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
