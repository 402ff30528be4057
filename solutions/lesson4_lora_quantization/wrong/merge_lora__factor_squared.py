"""L4.M57: Doubling alpha makes your change four times as large. How often does the factor enter?

credit: 0.5
input: alpha 2, r 1, B A = [[3, 6]]
yours: a change of [[12, 24]]
holds: twice the alpha makes the change twice as large
question: Is the factor already part of one of your terms?
"""

import copy

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    delta = layer.scale * layer.scale * (layer.B @ layer.A)
    merged = copy.deepcopy(layer.base)
    if isinstance(merged, Conv1D):
        delta = delta.T
    with torch.no_grad():
        merged.weight.add_(delta)
    return merged
