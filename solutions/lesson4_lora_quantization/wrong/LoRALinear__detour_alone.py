"""L4.A60: Your output is the detour alone: a new layer answers zero. What became of the base?

credit: 0.25
input: a new layer
yours: zeros
holds: a new layer computes what its base computes
question: Which two terms does the equation have?
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
        self.scale = alpha / r

    def forward(self, x):
        detour = self.dropout(x) @ self.A.T @ self.B.T
        return self.scale * detour
