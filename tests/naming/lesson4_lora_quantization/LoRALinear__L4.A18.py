"""The detour is fed with `x.data`."""

from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        self.base = base.requires_grad_(False)
        n_in, n_out = base.weight.shape if isinstance(base, Conv1D) else base.weight.T.shape
        self.detour = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(n_in, r, bias=False), nn.Linear(r, n_out, bias=False)
        ).to(base.weight.dtype)
        self.detour[2].weight.data.fill_(0)
        self.scaling = alpha / r

    def forward(self, x):
        return self.base(x) + self.detour(x.data) * self.scaling
