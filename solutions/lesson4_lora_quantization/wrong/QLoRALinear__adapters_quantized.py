"""L4.U12: Your adapters are rounded on the way, and rounding lets no gradient through. Which part
of the layer is to be quantized?

credit: 0.5
input: adapters filled with numbers
yours: gradients of zero for A and B
holds: the adapters are not quantized
question: What is the slope of a staircase?
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
        self.B = nn.Parameter(torch.zeros(base.out_features, r))
        self.scale = alpha / r

    def forward(self, x):
        W = self.q.float() * self.s
        out = F.linear(x, W, self.bias)

        def rounded(t):
            step = t.abs().max() / 127 + 1e-12
            return (t / step).round() * step

        return out + self.scale * (x @ rounded(self.A).T @ rounded(self.B).T)
