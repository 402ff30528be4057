"""L4.U91: Every output is the same number, whatever the input.

credit: 0.0
lazy: yes
"""

from torch import nn


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        self.out_features = base.out_features

    def forward(self, x):
        return x.new_ones(*x.shape[:-1], self.out_features)
