"""Wraps the base and relies on the optimizer to get the adapters only."""

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        self.base = base
        n_in, n_out = base.weight.shape if isinstance(base, Conv1D) else base.weight.T.shape
        self.A = nn.Parameter(torch.randn(r, n_in, dtype=base.weight.dtype))
        self.B = nn.Parameter(base.weight.new_zeros(r, n_out))
        self.drop = nn.Dropout(dropout)
        self.k = alpha / r

    def forward(self, x):
        return self.base(x) + self.k * self.drop(x).matmul(self.A.t()).matmul(self.B)
