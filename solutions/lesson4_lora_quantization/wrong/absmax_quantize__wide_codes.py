"""L4.Q54: Your codes are stored in 32 bits: nothing is saved. Which dtype does the contract name?

credit: 0.75
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: codes of dtype int32
holds: a code takes one byte
question: How many bytes does a code of yours take?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int32), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int32), scale
