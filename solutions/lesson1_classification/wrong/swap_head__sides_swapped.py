"""L1.S60: Your head maps classes to features, and the forward pass breaks off. What goes into
a head, and what comes out?

credit: 0.25
input: width 16, swapped for 4 classes
yours: a layer from 4 to 16 numbers
holds: features go in, one score per class comes out
question: In which order does a linear layer take its two sizes?
"""

from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    d = old.shape[1]
    model.head = nn.Linear(num_classes, d, bias=False, device=old.device, dtype=old.dtype)
    return model
