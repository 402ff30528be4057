"""L4.Q14: Many weights share the largest code: they are cut off. Which weight must the grid reach?

credit: 0.25
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: [-127, 54, 127, -91]
holds: no weight is cut off
question: How many weights are larger than the mean?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = w.abs().mean() / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
