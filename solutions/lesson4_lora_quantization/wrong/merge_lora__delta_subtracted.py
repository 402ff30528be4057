"""L4.M11: The merged layer goes as far in the opposite direction. Look at the sign with which the
change enters.

credit: 0.25
input: W = 0, B A = [[3, 6]], factor 2
yours: [[-6, -12]]
holds: the merged layer computes what the adapted one does
question: Is the change added or taken away?
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
        merged.weight.sub_(delta)
    return merged
