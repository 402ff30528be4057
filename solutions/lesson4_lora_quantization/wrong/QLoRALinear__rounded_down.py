"""L4.U57: Your codes are too low for half of the weights. In which direction do you round?

credit: 0.5
input: a row [0.9, -63.5]
yours: 1 for 0.9, with a scale of 0.5
holds: every weight gets its nearest code
question: Which step makes whole numbers of your codes?
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
        self.register_buffer("q", (W / s).floor().to(torch.int8))
        self.register_buffer("s", s)
        self.register_buffer("bias", None if base.bias is None else base.bias.detach().clone())
        self.A = nn.Parameter(torch.randn(r, base.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(base.out_features, r))
        self.scale = alpha / r

    def forward(self, x):
        W = self.q.float() * self.s
        out = F.linear(x, W, self.bias)
        return out + self.scale * (x @ self.A.T @ self.B.T)
