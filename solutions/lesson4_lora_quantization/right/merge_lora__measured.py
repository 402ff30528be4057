"""The merged weight is measured: unit vectors through the adapted layer, in eval mode."""

import copy

import torch
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    mode = layer.training
    layer.eval()
    merged = copy.deepcopy(layer.base)
    conv = isinstance(merged, Conv1D)
    eye = torch.eye(merged.weight.shape[0 if conv else 1], dtype=merged.weight.dtype)
    with torch.no_grad():
        change = layer(eye) - layer.base(eye)
        merged.weight.add_(change if conv else change.T)
    layer.train(mode)
    return merged
