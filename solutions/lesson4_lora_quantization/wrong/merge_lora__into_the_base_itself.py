"""L4.M64: What you return is the adapted layer's own base, with the detour in it: that layer now
counts its detour twice, and whoever edits the merged layer edits the base. Whose weight is it?

credit: 0.5
input: a layer merged, then used again
yours: the detour twice
holds: merging changes nothing in the layer
question: How many weights of that size are there after merging?
"""

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    merged = layer.base
    with torch.no_grad():
        delta = layer.scale * (layer.B @ layer.A)
        merged.weight.copy_(merged.weight + (delta.T if isinstance(merged, Conv1D) else delta))
    return merged
