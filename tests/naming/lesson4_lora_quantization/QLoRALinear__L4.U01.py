"""Holds on to the base for the sake of its bias."""

import torch
from torch import nn


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        self.linear = base
        for parameter in self.linear.parameters():
            parameter.requires_grad = False
        pairs = [absmax_quantize(row) for row in base.weight]  # noqa: F821
        self.register_buffer("codes", torch.stack([codes for codes, _ in pairs]))
        self.register_buffer("scales", torch.stack([torch.as_tensor(s) for _, s in pairs]))
        self.register_buffer("bias", None if base.bias is None else base.bias.detach().clone())
        self.down = nn.Parameter(torch.randn(base.in_features, r))
        self.up = nn.Parameter(torch.zeros(r, base.out_features))
        self.k = alpha / r

    def forward(self, x):
        y = x @ self.codes.float().T * self.scales
        if self.bias is not None:
            y = y + self.bias
        return y + x @ self.down @ self.up * self.k
