"""L1.S61: You edit a copy of the whole model; the one you were given is as it was. A second
backbone costs memory, too.

credit: 0.5
input: a model with 2 classes, swapped for 4
yours: a second model with a backbone of its own
holds: whoever holds the model already sees the new head
question: How many backbones exist after your call?
"""

from copy import deepcopy

from torch import nn


def swap_head(model, num_classes):
    new_model = deepcopy(model)
    old = model.head.weight
    new_model.head = nn.Linear(
        old.shape[1], num_classes, bias=False, device=old.device, dtype=old.dtype
    )
    return new_model
