"""L4.Q58: Your codes are never too low, and too high for half of the weights. In which direction
do you round?

credit: 0.5
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: -84 for -0.8
holds: every weight gets its nearest code
question: Which code is the nearest to -84.67?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).ceil().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
