"""L4.A54: A new layer already differs from its base, before anything was learned. Which of the
matrices decides that?

credit: 0.5
input: a new layer
yours: another output than the base's
holds: training begins at the pretrained model
question: For which B is B A = 0, whatever A is?
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
        self.B = nn.Parameter((torch.randn(d_out, r) * 0.02).to(W.dtype))
        self.dropout = nn.Dropout(dropout)
        self.scale = alpha / r

    def forward(self, x):
        detour = self.dropout(x) @ self.A.T @ self.B.T
        return self.base(x) + self.scale * detour
