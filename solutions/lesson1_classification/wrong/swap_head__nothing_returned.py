"""L1.S51: The head is swapped, but what your call returns is not the model. See how the
caller goes on with the result.

credit: 0.75
aliases: L1.S59
input: model = swap_head(model, 4)
yours: None
holds: the result is the object that was given
question: What could the caller feed with token ids after your call?
"""

from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    model.head = nn.Linear(old.shape[1], num_classes, bias=False).to(old)
