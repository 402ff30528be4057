"""L1.S08: The swapped head has a tensor that the old one lacked. Count the numbers of a
head before and after.

credit: 0.75
input: width 16, swapped for 4 classes
yours: a head of 68 numbers
holds: the head has width times classes numbers
question: Which part of a linear layer has one number per class?
"""

from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    model.head = nn.Linear(old.shape[1], num_classes).to(old)
    return model
