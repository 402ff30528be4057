"""L4.M51: The merged layer's bias is the base's own: overwriting the one overwrites the other. The
contract asks for a copy.

credit: 0.9
input: a merged layer whose bias is set to zero
yours: a base whose bias is zero too
holds: the two share no memory
question: Does assigning a parameter copy it?
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
    merged.bias = layer.base.bias
    return merged
