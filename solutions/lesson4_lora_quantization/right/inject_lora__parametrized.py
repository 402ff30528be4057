"""Leaves the layers where they are and parametrizes their weights."""

import torch
from torch import nn
from torch.nn.utils import parametrize
from transformers.pytorch_utils import Conv1D


class LowRank(nn.Module):
    def __init__(self, shape, r, scale):
        super().__init__()
        rows, columns = shape
        self.left = nn.Parameter(torch.zeros(rows, r))
        self.right = nn.Parameter(torch.randn(r, columns) * 0.02)
        self.scale = scale

    def forward(self, weight):
        return weight + self.scale * self.left @ self.right


def inject_lora(model, targets=("c_attn",), r=4, alpha=8):
    model.requires_grad_(False)
    found = 0
    for name, module in list(model.named_modules()):
        if not isinstance(module, (nn.Linear, Conv1D)):
            continue
        if any(name == t or name.endswith(f".{t}") for t in targets):
            low_rank = LowRank(module.weight.shape, r, alpha / r)
            parametrize.register_parametrization(module, "weight", low_rank)
            found += 1
    return found
