"""L4.U51: One huge weight spoils the outputs of all rows. How many scales does the contract ask
for?

credit: 0.5
input: one weight of 1000 in the first row
yours: codes of 0 in all other rows
holds: an outlier costs its own row alone
question: Over which axes is the largest magnitude taken?
"""

import torch
import torch.nn.functional as F
from torch import nn


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        W = base.weight.detach()
        m = W.abs().max().reshape(1, 1).expand(len(W), 1).contiguous()
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
        return out + self.scale * (x @ self.A.T @ self.B.T)
