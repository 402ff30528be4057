"""Multiplies by alpha inside A's half of the detour, and never divides by the rank."""

import torch.nn.functional as F
from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        rows, columns = base.weight.shape
        if hasattr(base, "nf"):
            rows, columns = columns, rows
        self.layer = base.requires_grad_(False)
        self.down = nn.Linear(columns, r, bias=False, dtype=base.weight.dtype)
        self.up = nn.Linear(r, rows, bias=False, dtype=base.weight.dtype)
        nn.init.zeros_(self.up.weight)
        self.alpha, self.p = alpha, dropout

    def forward(self, x):
        h = F.dropout(x, self.p, self.training)
        return self.up(self.alpha * self.down(h)) + self.layer(x)
