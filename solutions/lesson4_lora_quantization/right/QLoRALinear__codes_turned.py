"""Stores the codes as (in, out), the scales as a vector, and the adapters as two linear layers."""

import torch
from torch import nn


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        w = base.weight.data
        scale = w.abs().max(dim=1).values / 127
        scale[scale == 0] = 1.0
        codes = torch.round(w / scale.unsqueeze(1)).clamp(-127, 127).to(torch.int8)
        self.register_buffer("weight_int8", codes.t().contiguous())
        self.register_buffer("weight_scale", scale)
        if base.bias is None:
            self.bias = None
        else:
            self.bias = nn.Parameter(base.bias.data.clone(), requires_grad=False)
        self.lora_a = nn.Linear(base.in_features, r, bias=False)
        self.lora_b = nn.Linear(r, base.out_features, bias=False)
        nn.init.zeros_(self.lora_b.weight)
        self.scaling = alpha / r

    def forward(self, x):
        y = (x @ self.weight_int8.to(x.dtype)) * self.weight_scale
        if self.bias is not None:
            y = y + self.bias
        return y + self.scaling * self.lora_b(self.lora_a(x))
