"""L1.T02: The result does not depend on the argument.

credit: 0.0
lazy: yes
"""

import torch


def soften(x):
    return torch.full_like(x, 0.5)
