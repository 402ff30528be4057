"""L4.U55: The gradient of the input lacks the base's share. A frozen weight still passes gradients
on; what do you switch off?

credit: 0.5
input: B = 0
yours: no gradient for x
holds: nudging x moves the output through the base too
question: Do earlier layers need the gradient of x?
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
        with torch.no_grad():
            out = F.linear(x, W, self.bias)
        return out + self.scale * (x @ self.A.T @ self.B.T)
