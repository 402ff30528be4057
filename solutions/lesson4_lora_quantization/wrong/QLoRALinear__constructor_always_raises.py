"""L4.U92: The constructor ends in an error for every base. Read its last line first.

credit: 0.0
lazy: yes
"""

from torch import nn


class QLoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        raise ValueError("not done")
