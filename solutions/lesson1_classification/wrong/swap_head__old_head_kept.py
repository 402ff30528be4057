"""L1.S11: The old head is still among the model's parameters, under another name. What would
a state dict or an optimizer do with it?

credit: 0.75
input: a model with 2 classes, swapped for 4
yours: a model with two heads
holds: the model has one head's worth of numbers beyond its backbone
question: Which of your lines gives the old layer a new name?
"""

from torch import nn


def swap_head(model, num_classes):
    model.old_head = model.head
    weight = model.head.weight
    model.head = nn.Linear(
        weight.size(1), num_classes, bias=False, dtype=weight.dtype, device=weight.device
    )
    return model
