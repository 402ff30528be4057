"""L4.A57: Your factor falls with the root of the rank. Some later work does that; which factor
does this contract name?

credit: 0.5
input: r = 4, alpha = 8
yours: a factor of 4
holds: four times the rank makes a quarter of the factor
question: What is alpha / r here?
"""

import math

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        W = base.weight
        if isinstance(base, Conv1D):
            d_in, d_out = W.shape
        else:
            d_out, d_in = W.shape
        for p in base.parameters():
            p.requires_grad = False
        self.base = base
        self.A = nn.Parameter((torch.randn(r, d_in) * 0.02).to(W.dtype))
        self.B = nn.Parameter(torch.zeros(d_out, r, dtype=W.dtype))
        self.dropout = nn.Dropout(dropout)
        self.scale = alpha / math.sqrt(r)

    def forward(self, x):
        detour = self.dropout(x) @ self.A.T @ self.B.T
        return self.base(x) + self.scale * detour
