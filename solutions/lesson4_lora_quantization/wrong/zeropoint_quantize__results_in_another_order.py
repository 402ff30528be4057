"""L4.Z63: The parts come back in another order than the docstring names. Which one does the caller
unpack second?

credit: 0.75
input: w = [-1.0, 0.0, 0.553, 1.55]
yours: (codes, zero point, scale)
holds: (codes, scale, zero point)
question: In which order does the docstring name them?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = int(torch.round(-128 - lo / scale))
    q = torch.clamp(torch.round(w / scale) + zp, -128, 127)
    return q.to(torch.int8), zp, scale
