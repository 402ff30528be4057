"""L1.S55: If the old head was frozen, so is the new one. A fresh head has everything to
learn.

credit: 0.75
input: a model with a frozen head
yours: a new head that is frozen too
holds: the new head learns, whatever the old one did
question: Which properties of the old head should live on, and which should not?
"""

import torch
from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    head = nn.Linear(old.shape[1], num_classes, bias=False).to(old)
    head.weight.requires_grad = old.requires_grad
    model.head = head
    return model
