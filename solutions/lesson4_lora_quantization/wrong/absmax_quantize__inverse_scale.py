"""L4.Q06: Codes times your scale do not give the weights back; codes divided by it do. Which of
the two does the contract name?

credit: 0.75
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: the scale 105.8
holds: codes * scale gives the weights back
question: How large is one step between two codes?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), 1 / scale
