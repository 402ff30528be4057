"""L1.T05: The sigmoid sees x instead of 2 x.

credit: 0.6
"""

import torch


def soften(x):
    return x * torch.sigmoid(x)
