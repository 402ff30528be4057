"""L4.M14: B plays no part in your change of the weight. Which two matrices make the detour?

credit: 0.0
input: W = 0, A = [[1, 2]], B = [[3], [0], [1]], alpha 4, r 2
yours: a change made of A alone
holds: with B = 0 nothing is added
question: What are the shapes of B and A, and of their product?
"""

import copy

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    delta = layer.scale * (layer.A.T @ layer.A)
    merged = copy.deepcopy(layer.base)
    if isinstance(merged, Conv1D):
        delta = delta.T
    with torch.no_grad():
        merged.weight.add_(delta)
    return merged
