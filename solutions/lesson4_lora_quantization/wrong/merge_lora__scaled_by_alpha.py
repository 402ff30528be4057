"""L4.M02: Merged and adapted layer disagree by a factor that is the rank. What does forward
multiply the detour by?

credit: 0.5
input: alpha 4, r 2, B A = [[3, 6]]
yours: a change of [[12, 24]]
holds: the merged layer computes what the adapted one does
question: Is r part of your factor?
"""

import copy

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    alpha = layer.scale * len(layer.A)
    delta = alpha * (layer.B @ layer.A)
    merged = copy.deepcopy(layer.base)
    if isinstance(merged, Conv1D):
        delta = delta.T
    with torch.no_grad():
        merged.weight.add_(delta)
    return merged
