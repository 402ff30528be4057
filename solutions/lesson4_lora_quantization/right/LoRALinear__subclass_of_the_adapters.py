"""The detour is a small module of its own, with orthogonal rows; the factor is a buffer."""

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


class Detour(nn.Sequential):
    def __init__(self, n_in, n_out, r, p, dtype):
        down = nn.Linear(n_in, r, bias=False)
        up = nn.Linear(r, n_out, bias=False)
        nn.init.orthogonal_(down.weight)
        nn.init.constant_(up.weight, 0)
        super().__init__(nn.Dropout(p), down.to(dtype), up.to(dtype))


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        sizes = (base.nx, base.nf) if hasattr(base, "nx") else (base.in_features, base.out_features)
        self.detour = Detour(*sizes, r, dropout, base.weight.dtype)
        self.base = base
        for name, p in self.named_parameters():
            p.requires_grad = name.startswith("detour.")
        self.register_buffer("factor", torch.tensor(alpha / r, dtype=base.weight.dtype))

    def forward(self, x):
        return self.base(x).add(self.detour(x).mul(self.factor))
