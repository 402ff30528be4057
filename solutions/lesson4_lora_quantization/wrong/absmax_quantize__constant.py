"""L4.Q91: All codes are the same, whatever the weights are.

credit: 0.0
lazy: yes
"""

import torch


def absmax_quantize(w, bits=8):
    return torch.full(w.shape, 127, dtype=torch.int8), torch.tensor(0.5)
