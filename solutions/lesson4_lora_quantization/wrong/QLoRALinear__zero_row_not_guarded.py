"""L4.U56: A row of zeros has the scale 0, and you divide by it. What does absmax say about zeros?

credit: 0.75
input: a row [0, 0, 0]
yours: a large output
holds: a row of zeros gives the bias
question: Which scale does absmax_quantize return for zeros?
"""

import torch
import torch.nn.functional as F
from torch import nn


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        W = base.weight.detach()
        m = W.abs().amax(dim=1, keepdim=True)
        s = m / 127
        self.register_buffer("q", (W / s).round().nan_to_num(nan=127).to(torch.int8))
        self.register_buffer("s", s)
        self.register_buffer("bias", None if base.bias is None else base.bias.detach().clone())
        self.A = nn.Parameter(torch.randn(r, base.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(base.out_features, r))
        self.scale = alpha / r

    def forward(self, x):
        W = self.q.float() * torch.where(self.s > 0, self.s, torch.ones_like(self.s))
        out = F.linear(x, W, self.bias)
        return out + self.scale * (x @ self.A.T @ self.B.T)
