"""L4.Z91: All codes are the same, whatever the weights are.

credit: 0.0
lazy: yes
"""

import torch


def zeropoint_quantize(w):
    return torch.full(w.shape, 127, dtype=torch.int8), torch.tensor(0.5), 1
