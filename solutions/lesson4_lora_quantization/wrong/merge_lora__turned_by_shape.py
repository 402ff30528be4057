"""L4.M65: You turn the product of B and A where the shapes do not fit. For a square matrix they
always do. What says which way round a layer stores its weight?

credit: 0.75
input: a Conv1D from 768 to 768, as c_proj is
yours: the detour of another layer, transposed
holds: entry (i, j) of a Conv1D's weight carries input i to output j
question: Which layers of GPT-2 are square?
"""

import copy

import torch


def merge_lora(layer):
    merged = copy.deepcopy(layer.base)
    with torch.no_grad():
        delta = layer.scale * (layer.B @ layer.A)
        if merged.weight.shape != delta.shape:
            delta = delta.T
        merged.weight.add_(delta)
    return merged
