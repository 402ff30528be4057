"""L4.A69: Your detour bends: doubling x does not double it. B A is a matrix; what stands between
the two in your code?

credit: 0.5
input: A x = [-3]
yours: a detour of zero
holds: the detour of -x is minus the detour of x
question: Could a bent detour be merged into a weight?
"""

import torch
import torch.nn.functional as F
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
        detour = F.relu(self.dropout(x) @ self.A.T) @ self.B.T
        return self.base(x) + self.scale * detour
