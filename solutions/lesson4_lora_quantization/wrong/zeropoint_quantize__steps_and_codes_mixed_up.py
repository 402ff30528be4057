"""L4.Z51: Your scale reckons with 256 steps. How many steps are there between 256 codes?

credit: 0.5
input: w = [-1.0, 0.0, 0.553, 1.55]
yours: the scale 0.00996
holds: 255 steps lead from the minimum to the maximum
question: How many gaps are there between three fence posts?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 256
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = int(torch.round(-128 - lo / scale))
    q = torch.clamp(torch.round(w / scale) + zp, -128, 127)
    return q.to(torch.int8), scale, zp
