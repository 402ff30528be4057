"""L4.A22: All rows of A start equal, get equal gradients and stay equal: the detour has rank one,
whatever r is. What should A start from?

credit: 0.25
input: r = 3
yours: an A of rank 1
holds: a new layer has one zero matrix and one of rank r
question: What makes the r rows of A differ?
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
        self.A = nn.Parameter(torch.ones(r, d_in, dtype=W.dtype))
        self.B = nn.Parameter(torch.zeros(d_out, r, dtype=W.dtype))
        self.dropout = nn.Dropout(dropout)
        self.scale = alpha / r

    def forward(self, x):
        detour = self.dropout(x) @ self.A.T @ self.B.T
        return self.base(x) + self.scale * detour
