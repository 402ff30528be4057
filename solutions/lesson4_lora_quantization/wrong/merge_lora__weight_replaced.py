"""L4.M58: The merged weight is the change alone: what the base knew is gone. What is the change
added to?

credit: 0.25
input: B = 0
yours: a weight of zero
holds: with B = 0 the merged layer is the base
question: What does W + B A give for B = 0?
"""

import copy

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    delta = layer.scale * (layer.B @ layer.A)
    merged = copy.deepcopy(layer.base)
    if isinstance(merged, Conv1D):
        delta = delta.T
    with torch.no_grad():
        merged.weight.copy_(delta)
    return merged
