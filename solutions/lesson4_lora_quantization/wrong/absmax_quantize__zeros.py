"""L4.Q90: All codes are 0 and the scale is 1, whatever the weights are.

credit: 0.0
lazy: yes
"""

import torch


def absmax_quantize(w, bits=8):
    return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
