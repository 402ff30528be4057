"""L4.Z90: All codes are 0, whatever the weights are.

credit: 0.0
lazy: yes
"""

import torch


def zeropoint_quantize(w):
    return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0), 0
