"""L4.A16: The dropout argument has no effect: train mode and eval mode always agree. Where should
it act?

credit: 0.75
input: train mode, dropout 0.5
yours: the same output in every call
holds: in train mode an input of the detour is missing now and then
question: Which line uses the dropout?
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
        detour = x @ self.A.T @ self.B.T
        return self.base(x) + self.scale * detour
