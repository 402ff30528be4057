"""L1.S64: Your new head has the old classes and the new ones. The old task is over when the
head is swapped.

credit: 0.5
input: a model with 2 classes, swapped for 4
yours: 6 scores
holds: the forward pass gives one score per new class
question: What does the argument count: all classes of the new task, or those to add?
"""

from torch import nn


def swap_head(model, num_classes):
    old = model.head.weight
    n_old, d = old.shape
    model.head = nn.Linear(d, n_old + num_classes, bias=False, device=old.device, dtype=old.dtype)
    return model
