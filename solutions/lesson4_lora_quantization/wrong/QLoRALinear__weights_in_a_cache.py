"""L4.U68: A cache remembers the weight that the first call restored: codes that are loaded later
have no effect. What does the cache know of them?

credit: 0.75
input: a layer that has run, and then loads the state of another
yours: the outputs that it had before
holds: a loaded layer computes what the saved one computed
question: Where do the floats live that your method returns the second time?
"""

import functools

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

    @functools.cache
    def weight(self):
        return self.q.float() * self.s

    def forward(self, x):
        out = F.linear(x, self.weight(), self.bias)
        return out + self.scale * (x @ self.A.T @ self.B.T)
