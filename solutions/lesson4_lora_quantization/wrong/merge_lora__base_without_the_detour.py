"""L4.M59: The merged layer is the base: the detour is lost. What was the layer trained for?

credit: 0.25
input: W = 0, B A = [[3, 6]], factor 2
yours: a weight of zero
holds: the merged layer computes what the adapted one does
question: Where do A and B enter your result?
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
        merged.weight.add_(0 * delta)
    return merged
