"""L1.S66: Your call breaks off where a plain tensor is stored as a layer's weight. What does
a layer accept in that place?

credit: 0.5
input: a model with 2 classes, swapped for 4
yours: an error
holds: the new weights are listed among the model's parameters
question: How does a module tell a tensor that learns from one that does not?
"""

import torch


def swap_head(model, num_classes):
    old = model.head.weight
    model.head.weight = torch.randn(num_classes, old.shape[1], dtype=old.dtype) * 0.02
    return model
