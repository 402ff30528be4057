"""L4.Q56: Weights around 1e-30 all get the code 0. Which constant in your code is much larger than
they are?

credit: 0.75
input: weights of 1e-30
yours: codes of 0
holds: the codes do not depend on the unit of the weights
question: When is your guard needed, and when does it act?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = (m / qmax).clamp(min=1e-12)
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
