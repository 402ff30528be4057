"""L4.M60: A base without bias breaks off. May you rely on every base having one?

credit: 0.75
input: nn.Linear(2, 3, bias=False)
yours: an error
holds: a base without bias is merged into a layer without bias
question: What is `base.bias` if there is none?
"""

import copy

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    delta = layer.scale * (layer.B @ layer.A)
    merged = copy.deepcopy(layer.base)
    if isinstance(merged, Conv1D):
        delta = delta.T
    with torch.no_grad():
        merged.weight.add_(delta)
    merged.bias = nn.Parameter(layer.base.bias.detach().clone())
    return merged
