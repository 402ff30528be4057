"""L4.A01: Doubling r at the same alpha leaves your factor as it was, and the detour grows. Which
number is missing from it?

credit: 0.5
input: r = 2, alpha = 1, B A x = [9, 0, 3]
yours: a detour of [9, 0, 3]
holds: at the same alpha, twice the rank halves the factor
question: What does the contract multiply the detour by?
"""

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
        self.scale = alpha

    def forward(self, x):
        detour = self.dropout(x) @ self.A.T @ self.B.T
        return self.base(x) + self.scale * detour
