"""Calls absmax_quantize row by row, and restores the weight with a product by a diagonal."""

import torch
import torch.nn.functional as F
from torch import nn


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        codes, scales = zip(*map(absmax_quantize, base.weight.detach().unbind()))
        self.register_buffer("codes", torch.stack(codes))
        self.register_buffer("scales", torch.stack([torch.as_tensor(s) for s in scales]).flatten())
        self.register_buffer("bias", base.bias.detach().clone() if base.bias is not None else None)
        self.lora = nn.ParameterList(
            [
                nn.Parameter(torch.randn(r, base.in_features)),
                nn.Parameter(torch.zeros(base.out_features, r)),
            ]
        )
        self.scaling = alpha / r

    def weight(self):
        return torch.diag(self.scales) @ self.codes.float()

    def forward(self, x):
        a, b = self.lora
        return F.linear(x, self.weight(), self.bias) + F.linear(F.linear(x, a), b) * self.scaling
