"""L1.S56: The first rows of your new head are the old classes' rows. The classes of a new
task have nothing to do with them.

credit: 0.75
input: a head for good and bad, swapped for four topics
yours: topic 1 starts out as "good", topic 2 as "bad"
holds: the new head owes nothing to the old numbers
question: What should the model know about the new classes before it has seen any?
"""

import torch
from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    head = nn.Linear(old.shape[1], num_classes, bias=False, device=old.device, dtype=old.dtype)
    keep = min(num_classes, old.shape[0])
    with torch.no_grad():
        head.weight[:keep] = old[:keep]
    model.head = head
    return model
