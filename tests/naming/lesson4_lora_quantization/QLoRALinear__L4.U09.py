"""Scales the adapters by alpha alone; the codes lie the other way round."""

import torch
from torch import nn


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        weight = base.weight.data.t()
        steps = weight.abs().amax(0) / 127
        steps = steps.masked_fill(steps == 0, 1.0)
        self.register_buffer("codes", (weight / steps).round().to(torch.int8))
        self.register_buffer("steps", steps)
        bias = torch.zeros(base.out_features) if base.bias is None else base.bias.data.clone()
        self.register_buffer("offset", bias)
        self.a = nn.Linear(base.in_features, r, bias=False)
        self.b = nn.Linear(r, base.out_features, bias=False)
        nn.init.zeros_(self.b.weight)
        self.alpha = alpha

    def forward(self, x):
        return x @ (self.codes * self.steps) + self.offset + self.alpha * self.b(self.a(x))
