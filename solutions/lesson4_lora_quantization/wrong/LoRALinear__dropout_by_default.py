"""L4.A71: Nobody asked for dropout, and in train mode inputs are dropped. What is the default of
that argument?

credit: 0.75
input: a layer made without the argument, in train mode
yours: outputs that change from call to call
holds: dropout is 0 unless the caller says otherwise
question: Which signature did the hand-out give you?
"""

import torch
import torch.nn.functional as F
from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.1):
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
        self.p = dropout
        self.scale = alpha / r

    def forward(self, x):
        detour = F.dropout(x, self.p, self.training) @ self.A.T @ self.B.T
        return self.base(x) + self.scale * detour
