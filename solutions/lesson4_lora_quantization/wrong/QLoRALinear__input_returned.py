"""L4.U93: The input comes back as it went in.

credit: 0.0
lazy: yes
"""

from torch import nn


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        self.out_features = base.out_features

    def forward(self, x):
        return x
