"""L4.A61: A and B are there, but no number of theirs reaches the output. What does forward return?

credit: 0.25
input: W = 0, A = [[1, 2]], B = [[3], [0]], r = 1, alpha = 2, x = [1, 1]
yours: the base's output
holds: changing B changes the output
question: Where does forward read A and B?
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
        return self.base(x)
