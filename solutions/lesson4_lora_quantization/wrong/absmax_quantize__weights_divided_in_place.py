"""L4.Q16: The weights that you were given are other numbers after the call. Which operation writes
into them?

credit: 0.75
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: w itself holds steps afterwards
holds: w is the same before and after
question: What is the difference between w / s and w.div_(s)?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach()
    if w.dtype != torch.float32:
        w = w.float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = w.div_(scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
