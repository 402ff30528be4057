"""L1.T01: The result is zero whatever the argument is.

credit: 0.0
lazy: yes
"""

import torch


def soften(x):
    return torch.zeros_like(x)
