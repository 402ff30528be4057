"""Both tasks, with a storage of their own: the layer knows how to make its change of the weight."""

import copy

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        base.requires_grad_(False)
        self.inner = base
        self.conv = isinstance(base, Conv1D)
        n_in, n_out = base.weight.shape if self.conv else base.weight.T.shape
        self.down = nn.Linear(n_in, r, bias=False, dtype=base.weight.dtype)
        self.up = nn.Linear(r, n_out, bias=False, dtype=base.weight.dtype)
        nn.init.zeros_(self.up.weight)
        self.drop = nn.Dropout(dropout)
        self.k = alpha / r

    def delta(self):
        change = self.k * self.up.weight @ self.down.weight
        return change.T if self.conv else change

    def forward(self, x):
        return self.inner(x) + self.k * self.up(self.down(self.drop(x)))


def merge_lora(layer):
    merged = copy.deepcopy(layer.inner)
    merged.weight.data += layer.delta().detach()
    return merged
