"""L4.M63: After merging, the base of the adapted layer is trainable. The contract leaves the layer
as it was.

credit: 0.75
input: a layer from 2 to 3, r 1
yours: 14 trainable numbers where there were 5
holds: merging changes nothing in the layer
question: Whose flags did you want to set?
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
    layer.base.requires_grad_(True)
    return merged
