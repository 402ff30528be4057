"""Keeps the base's weight matrix only, so the bias is lost."""

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        base.requires_grad_(False)
        self.base = base
        self.conv = type(base) is Conv1D
        n_in, n_out = base.weight.shape if self.conv else base.weight.T.shape
        self.u = nn.Parameter(torch.zeros(r, n_out, dtype=base.weight.dtype))
        self.v = nn.Parameter(torch.randn(n_in, r).to(base.weight.dtype))
        self.drop = nn.Dropout(dropout)
        self.s = alpha / r

    def forward(self, x):
        matrix = self.base.weight if self.conv else self.base.weight.T
        return torch.einsum("...i,io->...o", x, matrix) + self.drop(x) @ self.v @ self.u * self.s
