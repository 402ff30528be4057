"""L4.M68: After merging, the layer is in train mode, in whichever mode it came. The contract leaves
the layer as it was.

credit: 0.9
input: a layer in eval mode
yours: a layer in train mode
holds: merging changes nothing in the layer
question: Which mode did the layer have before your first line?
"""

import copy

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    layer.eval()
    delta = layer.scale * (layer.B @ layer.A)
    merged = copy.deepcopy(layer.base)
    if isinstance(merged, Conv1D):
        delta = delta.T
    with torch.no_grad():
        merged.weight.add_(delta)
    layer.train()
    return merged
