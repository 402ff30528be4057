"""L4.A91: Every output is the same number, whatever the input.

credit: 0.0
lazy: yes
"""

from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        self.base = base

    def forward(self, x):
        return x.new_ones(*x.shape[:-1], len(self.base.weight))
