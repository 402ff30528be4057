"""L4.A17: In eval mode two calls on one input still differ. What tells a dropout which mode the
layer is in?

credit: 0.5
input: eval mode, dropout 0.5
yours: outputs that change from call to call
holds: in eval mode a layer computes the same every time
question: What is the default of the argument `training`?
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
        self.p = dropout
        self.scale = alpha / r

    def forward(self, x):
        detour = F.dropout(x, self.p) @ self.A.T @ self.B.T
        return self.base(x) + self.scale * detour
