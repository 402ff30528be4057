"""L4.Q03: A tensor whose largest magnitude is negative is cut off. Which weight decides the scale
there?

credit: 0.25
input: w = [0.8, -1.2]
yours: the codes [127, -127]
holds: no weight is cut off
question: What is the largest weight of [0.8, -1.2], and what the largest magnitude?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
