"""L4.A18: The gradient of the input lacks the detour's share, so earlier layers learn as if it
were not there. Follow x along the detour.

credit: 0.5
input: W = 0
yours: a gradient of zero for x
holds: nudging x moves the output through the detour too
question: Which operation cuts x off?
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
        detour = self.dropout(x.detach()) @ self.A.T @ self.B.T
        return self.base(x) + self.scale * detour
