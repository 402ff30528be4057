"""L4.A92: The constructor ends in an error for every base. Read its last line first.

credit: 0.0
lazy: yes
"""

from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        raise ValueError("not done")
