"""Adds to the base's own data, then hands out a copy of it."""

import copy

from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    change = (layer.A.T @ layer.B.T * layer.scale).data
    if isinstance(layer.base, Conv1D):
        layer.base.weight.data += change
    else:
        layer.base.weight.data += change.T
    return copy.deepcopy(layer.base)
