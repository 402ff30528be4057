"""L4.U67: The first call keeps the restored weight as floats, and every later call uses that copy,
also after other codes have been loaded. When is the copy needed?

credit: 0.75
input: a base from 8 to 6, after a first call
yours: 48 codes and 48 floats
holds: the weight is kept as codes alone
question: What does a layer of yours take in memory once it has run?
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
        self.W = None

    def forward(self, x):
        if self.W is None:
            self.W = self.q.float() * self.s
        out = F.linear(x, self.W, self.bias)
        return out + self.scale * (x @ self.A.T @ self.B.T)
