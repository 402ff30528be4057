"""Stores the dropout probability and forgets it."""

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        self.dropout = dropout
        self.base = base
        for parameter in base.parameters():
            parameter.requires_grad_(False)
        n_in, n_out = base.weight.shape if isinstance(base, Conv1D) else base.weight.T.shape
        like = {"dtype": base.weight.dtype}
        self.A = nn.Parameter(torch.rand(n_in, r, **like))
        self.B = nn.Parameter(torch.zeros(n_out, r, **like))
        self.r, self.alpha = r, alpha

    def forward(self, x):
        delta = self.A @ self.B.T * (self.alpha / self.r)
        return self.base(x) + x @ delta
