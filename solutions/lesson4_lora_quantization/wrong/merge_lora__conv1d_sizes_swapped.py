"""L4.M66: The merged Conv1D has the right weight, and crashes on the first input. What do you hand
to the constructor of a Conv1D?

credit: 0.5
input: a Conv1D from 8 to 6, and an input of 8 numbers
yours: an error when the merged layer runs
holds: the merged layer computes what the adapted one computes
question: In which order does each of the two kinds ask for its sizes?
"""

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    base, delta = layer.base, layer.scale * (layer.B @ layer.A)
    if isinstance(base, Conv1D):
        merged, delta = Conv1D(base.weight.shape[0], base.weight.shape[1]), delta.T
    else:
        merged = nn.Linear(base.in_features, base.out_features, bias=base.bias is not None)
    with torch.no_grad():
        merged.weight = nn.Parameter(base.weight + delta)
    merged.bias = None if base.bias is None else nn.Parameter(base.bias.detach().clone())
    return merged
