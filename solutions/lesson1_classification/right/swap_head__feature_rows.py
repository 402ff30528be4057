"""The new head stores its matrix the other way round, one row per feature."""

import torch
from torch import nn


class _Columns(nn.Module):
    def __init__(self, features, num_classes, dtype, device):
        super().__init__()
        matrix = torch.randn(features, num_classes, dtype=torch.float32) * features**-0.5
        self.weight = nn.Parameter(matrix.to(device=device, dtype=dtype))

    def forward(self, x):
        return x @ self.weight


def swap_head(model, num_classes):
    old = model.head.weight
    model.head = _Columns(old.shape[1], num_classes, old.dtype, old.device)
    return model
