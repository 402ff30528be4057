"""L1.S65: A half-precision model comes back in full precision, backbone and all. Fit the new
head to the model, not the model to the head.

credit: 0.5
input: a model in bfloat16
yours: a model in float32
holds: the backbone's numbers keep their type
question: Which parts of the model does your conversion touch?
"""

import torch
from torch import nn


def swap_head(model, num_classes):
    model.head = nn.Linear(model.head.weight.shape[1], num_classes, bias=False)
    return model.to(torch.float32)
