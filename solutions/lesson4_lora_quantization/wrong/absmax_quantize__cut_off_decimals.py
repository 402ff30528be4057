"""L4.Q53: Your codes are too near to zero for half of the weights. What does a cast to int8 do to
2.9?

credit: 0.5
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: 31 for 0.3
holds: every weight gets its nearest code
question: Which step turns 31.75 into a whole number?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).trunc().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
