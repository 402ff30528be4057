"""L4.M61: Your bias has changed in merging. Which part of the layer depends on x?

credit: 0.5
input: x = 0
yours: another output than the bias
holds: for x = 0 the layer gives its bias
question: What does the detour give for x = 0?
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
        if merged.bias is not None:
            merged.bias.add_(delta.T.sum(0) if not isinstance(merged, Conv1D) else delta.sum(0))
    return merged
