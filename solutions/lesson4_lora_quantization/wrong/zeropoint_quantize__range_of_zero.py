"""L4.Z53: Equal weights have no range, and your scale is 0. What does the contract want there?

credit: 0.75
input: w = [2.0, 2.0]
yours: the scale 0
holds: a scale is a positive number
question: By what do you divide?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    zp = -128 - lo / scale
    zp = int(torch.round(zp)) if torch.isfinite(zp) else 0
    q = torch.clamp(torch.round(w / scale) + zp, -128, 127)
    return q.to(torch.int8), scale, zp
