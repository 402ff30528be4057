"""L4.U95: Every call ends in an error. Read its last line first.

credit: 0.0
lazy: yes
"""

from torch import nn


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        self.out_features = base.out_features

    def forward(self, x):
        raise ValueError("not done")
