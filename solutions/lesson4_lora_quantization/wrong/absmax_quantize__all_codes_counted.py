"""L4.Q02: Your scale is about half of what it should be, and large weights are cut off. How many
steps lie on each side of zero?

credit: 0.25
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: the scale 0.0047
holds: the largest magnitude gets the largest code, and no weight is cut off
question: Which code does your largest weight need, and does int8 have it?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / (2**bits - 1)
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
