"""L4.A67: The input that you were given has other numbers after the call. Which operation writes
into it?

credit: 0.5
input: x = [1, 1], factor 2
yours: x = [2, 2] afterwards
holds: a layer reads its input and leaves it alone
question: What is the difference between x * 2 and x *= 2?
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
        out = self.base(x)
        with torch.no_grad():
            x *= self.scale
        return out + self.dropout(x) @ self.A.T @ self.B.T
