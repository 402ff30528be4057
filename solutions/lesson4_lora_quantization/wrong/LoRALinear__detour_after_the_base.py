"""L4.A70: Your detour reads what the base has written. Which vector do both ways start from?

credit: 0.25
input: a base from 5 to 7, r = 3
yours: an A for 7 inputs
holds: A reads r x in numbers
question: Where does the detour leave the main way?
"""

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        W = base.weight
        if isinstance(base, Conv1D):
            _, d_out = W.shape
        else:
            d_out, _ = W.shape
        for p in base.parameters():
            p.requires_grad = False
        self.base = base
        self.A = nn.Parameter((torch.randn(r, d_out) * 0.02).to(W.dtype))
        self.B = nn.Parameter(torch.zeros(d_out, r, dtype=W.dtype))
        self.dropout = nn.Dropout(dropout)
        self.scale = alpha / r

    def forward(self, x):
        detour = self.dropout(self.base(x)) @ self.A.T @ self.B.T
        return self.base(x) + self.scale * detour
