"""L4.Q63: The largest weight is cut off to spare the others. That is a method of its own; what
does absmax do with an outlier?

credit: 0.5
input: w = [0.1, -0.1, 8.5]
yours: 127 for 0.1 too
holds: the largest magnitude gets the largest code
question: Which weight defines the scale by the contract?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().flatten().sort().values[-2:][0]
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
