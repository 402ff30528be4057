"""L4.A93: The input comes back as it went in. The base was never asked.

credit: 0.0
lazy: yes
"""

from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        self.base = base

    def forward(self, x):
        return x
