"""L4.A14: Two calls with the same input give two answers, and the base's weight is another one
afterwards. What may a forward pass write to?

credit: 0.25
input: the same x twice
yours: two different outputs
holds: calling the layer changes nothing in it
question: Where is the detour kept between two calls?
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
        delta = self.scale * self.B @ self.A
        if isinstance(self.base, Conv1D):
            delta = delta.T
        out = self.base(x) + self.scale * (self.dropout(x) @ self.A.T @ self.B.T)
        with torch.no_grad():
            self.base.weight += delta
        return out
