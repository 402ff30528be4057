"""L4.Q60: Codes and scale come back in the other order. Which one does the caller unpack first?

credit: 0.75
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: the scale first
holds: the codes come first
question: In which order does the docstring name them?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.tensor(1.0), torch.zeros(w.shape, dtype=torch.int8)
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return scale, q.to(torch.int8)
