"""L1.S06: After a swap in a half-precision model the forward pass breaks off. Compare the
number type of the new head with that of the old one.

credit: 0.75
input: a model in bfloat16
yours: a head in float32 on features in bfloat16
holds: swapping the head of a model keeps the type of its numbers
question: What type does a new layer get when nobody names one?
"""

from torch import nn


def swap_head(model, num_classes):
    d = model.head.weight.shape[1]
    model.head = nn.Linear(d, num_classes, bias=False)
    return model
