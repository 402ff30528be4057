"""The codes are a frozen int8 parameter; A is the zero matrix; einsum throughout."""

import torch
from torch import nn


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        rows, n = base.weight.shape
        q, s = torch.zeros(rows, n, dtype=torch.int8), torch.ones(rows)
        for i, row in enumerate(base.weight.detach()):
            top = row.abs().max()
            if top > 0:
                s[i] = top / 127
                q[i] = torch.round(row / s[i]).to(torch.int8)
        self.q = nn.Parameter(q, requires_grad=False)
        self.s = nn.Parameter(s, requires_grad=False)
        self.bias = nn.Parameter(torch.zeros(rows), requires_grad=False)
        if base.bias is not None:
            self.bias.data.copy_(base.bias.data)
        self.A = nn.Parameter(torch.zeros(n, r))
        self.B = nn.Parameter(torch.randn(r, rows))
        self.alpha, self.r = alpha, r

    def forward(self, x):
        y = torch.einsum("...i,oi,o->...o", x, self.q.float(), self.s) + self.bias
        return y + torch.einsum("...i,ir,ro->...o", x, self.A, self.B) * self.alpha / self.r
