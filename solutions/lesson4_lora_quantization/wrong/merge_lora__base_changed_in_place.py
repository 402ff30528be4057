"""L4.M06: After merging, the adapted layer counts its detour twice, and merging again adds it once
more. Whose weight did you add to?

credit: 0.5
input: the same layer merged twice
yours: two different weights
holds: merging changes nothing in the layer
question: Is the weight that you add to the base's own?
"""

import copy

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    delta = layer.scale * (layer.B @ layer.A)
    merged = layer.base
    if isinstance(merged, Conv1D):
        delta = delta.T
    with torch.no_grad():
        merged.weight.add_(delta)
    return copy.deepcopy(merged)
