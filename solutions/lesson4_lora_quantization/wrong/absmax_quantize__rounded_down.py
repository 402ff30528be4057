"""L4.Q05: Your codes are never too high, and too low for half of the weights. In which direction
do you round?

credit: 0.5
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: 31 for 0.3
holds: every weight gets its nearest code
question: Between which two codes does 0.3 / 0.0094488 lie, and which is nearer?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).floor().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
