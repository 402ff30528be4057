"""L4.M53: A Conv1D is merged into an nn.Linear. The numbers fit, the kind does not: what would the
rest of GPT-2 find in its place?

credit: 0.5
input: a Conv1D
yours: an nn.Linear
holds: the merged layer is of the base's kind
question: How could you build a layer of the same class?
"""

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    base = layer.base
    W = base.weight.T if isinstance(base, Conv1D) else base.weight
    merged = nn.Linear(W.shape[1], W.shape[0], bias=base.bias is not None, dtype=W.dtype)
    with torch.no_grad():
        merged.weight.copy_(W + layer.scale * (layer.B @ layer.A))
        if base.bias is not None:
            merged.bias.copy_(base.bias)
    return merged
