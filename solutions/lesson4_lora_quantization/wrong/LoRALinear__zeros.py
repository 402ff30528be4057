"""L4.A90: Every output is zero. Neither the base nor the detour has a say.

credit: 0.0
lazy: yes
"""

from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        self.base = base

    def forward(self, x):
        return x.new_zeros(*x.shape[:-1], len(self.base.weight))
