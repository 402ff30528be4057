"""L4.M04: On an nn.Linear your change lies the other way round, and only square layers do not
crash. Compare the shapes of W and of your product.

credit: 0.5
input: W of shape (3, 2)
yours: a change of shape (2, 3)
holds: entry (i, j) of the change carries input j to output i
question: Which index of an nn.Linear's weight counts outputs?
"""

import copy

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    delta = layer.scale * (layer.A.T @ layer.B.T)
    merged = copy.deepcopy(layer.base)
    if isinstance(merged, Conv1D):
        pass
    with torch.no_grad():
        merged.weight.add_(delta)
    return merged
