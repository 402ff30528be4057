"""L4.Q07: A tensor of zeros comes back with the scale 0, and its codes are made of 0 / 0. What
does the contract want there?

credit: 0.75
input: w = [0, 0]
yours: the scale 0
holds: a scale is a positive number
question: What does your division give if all weights are 0?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
