"""L1.S52: The backbone is frozen after your call, also where it was not before. Only the
head is to change here.

credit: 0.75
input: a model with every block thawed
yours: a model with no block thawed
holds: the flags of the backbone are the same before and after
question: Which task decides what is frozen, this one or the next?
"""

from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    for p in model.parameters():
        p.requires_grad = False
    model.head = nn.Linear(
        old.shape[1], num_classes, bias=False, device=old.device, dtype=old.dtype
    )
    return model
