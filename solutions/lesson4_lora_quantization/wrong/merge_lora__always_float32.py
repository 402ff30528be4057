"""L4.M54: A bfloat16 base is merged into float32: twice the memory, and the next layer may refuse
it. What dtype has the base?

credit: 0.75
input: a base in bfloat16
yours: a weight in float32
holds: the merged layer has the base's dtype
question: Which call changes the dtype?
"""

import copy

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    delta = layer.scale * (layer.B @ layer.A)
    merged = copy.deepcopy(layer.base).float()
    if isinstance(merged, Conv1D):
        delta = delta.T
    with torch.no_grad():
        merged.weight.add_(delta)
    return merged
