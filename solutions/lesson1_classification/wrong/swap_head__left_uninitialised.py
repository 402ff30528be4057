"""L1.S94: Your new head holds whatever was in that memory. Find out what `torch.empty` and its kind put
into a tensor.

credit: 0.75
input: a new head, printed at once
yours: numbers that nobody has drawn
holds: small random weights, as a new layer has
question: Who draws the first weights of your head?
"""

import torch
from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    head = nn.Linear(old.shape[1], 1, bias=False, dtype=old.dtype, device=old.device)
    head.weight = nn.Parameter(
        torch.empty(num_classes, old.shape[1], dtype=old.dtype, device=old.device)
    )
    model.head = head
    return model
