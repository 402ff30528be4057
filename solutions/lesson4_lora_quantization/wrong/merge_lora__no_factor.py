"""L4.M52: Your change is B A alone. What does forward multiply the detour by?

credit: 0.5
input: alpha 2, r 1, B A = [[3, 6]]
yours: a change of [[3, 6]]
holds: the merged layer computes what the adapted one does
question: Where has the factor gone?
"""

import copy

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    delta = layer.B @ layer.A
    merged = copy.deepcopy(layer.base)
    if isinstance(merged, Conv1D):
        delta = delta.T
    with torch.no_grad():
        merged.weight.add_(delta)
    return merged
