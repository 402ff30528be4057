"""L4.M55: In train mode with dropout your merged weight comes out differently from call to call.
What is the dropout doing in a merge?

credit: 0.75
input: a layer in train mode with dropout 0.4
yours: a change with holes
holds: dropout plays no part in merging
question: In which mode do you run the layer?
"""

import copy

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    merged = copy.deepcopy(layer.base)
    W = merged.weight
    d_in = W.shape[0] if isinstance(merged, Conv1D) else W.shape[1]
    eye = torch.eye(d_in, dtype=W.dtype)
    delta = (layer(eye) - layer.base(eye)).T.detach()
    if isinstance(merged, Conv1D):
        delta = delta.T
    with torch.no_grad():
        merged.weight.add_(delta)
    return merged
