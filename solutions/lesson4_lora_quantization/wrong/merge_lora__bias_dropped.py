"""L4.M08: The merged layer has lost the bias. Which parameters does the base have?

credit: 0.5
input: a bias of [1, 0, 0]
yours: none
holds: for x = 0 merged and adapted layer give the same
question: What does the layer answer to x = 0?
"""

import copy

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    delta = layer.scale * (layer.B @ layer.A)
    merged = copy.deepcopy(layer.base)
    if isinstance(merged, Conv1D):
        delta = delta.T
    with torch.no_grad():
        merged.weight.add_(delta)
    if isinstance(merged, Conv1D):
        nn.init.zeros_(merged.bias)
    else:
        merged.bias = None
    return merged
