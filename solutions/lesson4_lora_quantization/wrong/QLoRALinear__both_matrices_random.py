"""L4.U13: A new layer already differs from the quantized base. Which of the matrices decides that?

credit: 0.5
input: a new layer
yours: another output than the quantized base's
holds: training begins at the quantized base
question: For which B is B A = 0, whatever A is?
"""

import torch
import torch.nn.functional as F
from torch import nn


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        W = base.weight.detach()
        m = W.abs().amax(dim=1, keepdim=True)
        s = torch.where(m > 0, m / 127, torch.ones_like(m))
        self.register_buffer("q", (W / s).round().to(torch.int8))
        self.register_buffer("s", s)
        self.register_buffer("bias", None if base.bias is None else base.bias.detach().clone())
        self.A = nn.Parameter(torch.randn(r, base.in_features) * 0.02)
        self.B = nn.Parameter(torch.randn(base.out_features, r) * 0.02)
        self.scale = alpha / r

    def forward(self, x):
        W = self.q.float() * self.s
        out = F.linear(x, W, self.bias)
        return out + self.scale * (x @ self.A.T @ self.B.T)
