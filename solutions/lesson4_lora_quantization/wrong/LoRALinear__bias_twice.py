"""L4.A11: Your output is off by the same vector for every input, and right if the base has no
bias. What does the base's own output contain?

credit: 0.5
input: W = 0, bias [1, 0, 0], a detour of zero
yours: [2, 0, 0]
holds: with a silent detour the output is the base's
question: Who adds the bias, and how often?
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
        out = self.base(x) + self.scale * detour
        return out if self.base.bias is None else out + self.base.bias
