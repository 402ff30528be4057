"""L4.Q17: No code of yours is negative. Where did the sign of the weights go?

credit: 0.0
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: 85 for -0.8
holds: codes * scale gives the weights back
question: For what is the absolute value needed, and for what is it not?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = (w.abs() / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
