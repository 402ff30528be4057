"""L4.A62: In train mode the r numbers in the middle are dropped, and with them a whole rank. What
does the contract drop?

credit: 0.5
input: train mode, dropout 0.5, a unit vector
yours: a detour that is there in part
holds: a unit vector's detour is there as a whole, or not at all
question: How many numbers does your dropout see, in or r?
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
        detour = self.dropout(x @ self.A.T) @ self.B.T
        return self.base(x) + self.scale * detour
