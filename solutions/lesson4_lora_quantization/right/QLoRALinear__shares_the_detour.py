"""The quantized layer is a module of its own, with the detour beside it."""

import torch
import torch.nn.functional as F
from torch import nn


class Int8Linear(nn.Module):
    def __init__(self, base):
        super().__init__()
        limit = base.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-38)
        self.register_buffer("codes", (base.weight.detach() * (127 / limit)).round().char())
        self.register_buffer("step", limit / 127)
        self.register_buffer("bias", base.bias.detach().clone() if base.bias is not None else None)

    def forward(self, x):
        return F.linear(x, self.codes * self.step, self.bias)


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        self.frozen = Int8Linear(base)
        self.A = nn.Parameter(torch.empty(r, base.in_features).uniform_(-1, 1))
        self.B = nn.Parameter(torch.zeros(base.out_features, r))
        self.factor = alpha / r

    def forward(self, x):
        delta = self.factor * self.B @ self.A
        return self.frozen(x) + x @ delta.T
