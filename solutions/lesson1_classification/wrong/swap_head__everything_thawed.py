"""L1.S53: Blocks that were frozen can learn after your call. Only the head is to change
here.

credit: 0.75
input: a model with every block frozen
yours: a model with every block thawed
holds: the flags of the backbone are the same before and after
question: Whose flags does your last step set?
"""

from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    model.head = nn.Linear(old.shape[1], num_classes, bias=False).to(old)
    model.requires_grad_(True)
    return model
