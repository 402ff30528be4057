"""L4.U65: Your layer quantizes the base anew in every call, so the base must stay in memory. What
is to be kept in its place?

credit: 0.25
input: a base that is edited after the layer was built
yours: another output
holds: the layer goes by its own codes
question: Could the base be deleted?
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
        self.held = [base]

    def forward(self, x):
        W = self.held[0].weight.detach()
        m = W.abs().amax(dim=1, keepdim=True)
        s = torch.where(m > 0, m / 127, torch.ones_like(m))
        W = (W / s).round() * s
        out = F.linear(x, W, self.bias)
        return out + self.scale * (x @ self.A.T @ self.B.T)
