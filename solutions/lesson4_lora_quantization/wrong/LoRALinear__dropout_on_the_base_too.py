"""L4.A15: In train mode the frozen way is random too. Which of the two ways does the contract give
a dropout?

credit: 0.5
input: train mode, dropout 0.5, a silent detour
yours: outputs that change from call to call
holds: with a silent detour the output is the base's, in train mode too
question: Which x does the base get?
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
        x = self.dropout(x)
        detour = x @ self.A.T @ self.B.T
        return self.base(x) + self.scale * detour
