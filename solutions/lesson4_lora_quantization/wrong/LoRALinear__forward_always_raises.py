"""L4.A95: Every call ends in an error. Read its last line, and the line of yours above it.

credit: 0.0
lazy: yes
"""

from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        self.base = base

    def forward(self, x):
        raise ValueError("not done")
