"""L1.S54: The new head is frozen, so nothing of the new task can be learned. Look at its
flag after your call.

credit: 0.5
input: a model with 2 classes, swapped for 4
yours: a head that no optimizer step moves
holds: one training step moves the new head
question: What do you tell the new weights about gradients?
"""

import torch
from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    fresh = torch.randn(num_classes, old.shape[1]).to(old) * 0.02
    model.head = nn.Linear(old.shape[1], num_classes, bias=False)
    model.head.weight = nn.Parameter(fresh, requires_grad=False)
    return model
