"""L4.A02: A larger alpha makes your detour weaker. Look at the fraction the other way up.

credit: 0.5
input: r = 1, alpha = 2, B A x = [9, 0, 3]
yours: a detour of [4.5, 0, 1.5]
holds: a larger alpha makes the detour stronger
question: Which of the two numbers stands above the line?
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
        self.scale = r / alpha

    def forward(self, x):
        detour = self.dropout(x) @ self.A.T @ self.B.T
        return self.base(x) + self.scale * detour
