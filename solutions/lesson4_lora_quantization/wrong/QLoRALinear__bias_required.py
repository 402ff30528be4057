"""L4.U66: A base without bias breaks off. May you rely on every base having one?

credit: 0.75
input: nn.Linear(8, 6, bias=False)
yours: an error
holds: a base without bias is quantized too
question: What is `base.bias` if there is none?
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
        self.register_buffer("bias", base.bias.detach().clone())
        self.A = nn.Parameter(torch.randn(r, base.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(base.out_features, r))
        self.scale = alpha / r

    def forward(self, x):
        W = self.q.float() * self.s
        out = F.linear(x, W, self.bias)
        return out + self.scale * (x @ self.A.T @ self.B.T)
