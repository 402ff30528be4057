"""L4.M56: After merging, the layer's own B is zero. The contract leaves the layer as it was.

credit: 0.75
input: the same layer merged twice
yours: a second merge without the detour
holds: merging changes nothing in the layer
question: Who may still want to train on?
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
        merged.weight.add_(delta)
    with torch.no_grad():
        layer.B.zero_()
    return merged
