"""L1.S58: The new layer stands beside the old head, and the forward pass still uses the old
one. Under which name does the model call its head?

credit: 0.25
input: a model with 2 classes, swapped for 4
yours: a model that still gives 2 scores
holds: the forward pass gives one score per new class
question: Who reads the attribute you have set?
"""

from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    model.classifier = nn.Linear(
        old.shape[1], num_classes, bias=False, device=old.device, dtype=old.dtype
    )
    return model
