"""L4.M05: An nn.Linear is merged well, a Conv1D is not. How does a Conv1D store its matrix?

credit: 0.5
input: a Conv1D from 2 to 3
yours: an error about shapes
holds: entry (i, j) of a Conv1D's weight carries input i to output j
question: What is the shape of its weight, and that of B A?
"""

import copy

import torch


def merge_lora(layer):
    delta = layer.scale * (layer.B @ layer.A)
    merged = copy.deepcopy(layer.base)
    with torch.no_grad():
        merged.weight.add_(delta)
    return merged
