"""L4.A12: Your output misses the same vector for every input, except on a base without bias.
Compare with the base's output for x = 0.

credit: 0.5
input: W = 0, bias [1, 0, 0], a detour of zero
yours: [0, 0, 0]
holds: with a silent detour the output is the base's
question: Which parameters does the base have?
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
        W = self.base.weight if isinstance(self.base, Conv1D) else self.base.weight.T
        return x @ W + self.scale * detour
