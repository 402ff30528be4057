"""L4.Q52: Your scale reckons with one code more than there is: the largest weight would need it.
What is the largest code of a symmetric grid of 8 bits?

credit: 0.5
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: the scale 0.009375
holds: 127 times the scale is the largest magnitude
question: Does int8 know the code 128?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / (qmax + 1)
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
