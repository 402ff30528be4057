"""L4.Z06: Weights of one sign get coarser steps than need be. Taking in 0 is a library's habit;
what does the lesson map to the two ends?

credit: 0.75
input: w = [1.0, 3.55]
yours: the scale 0.0139
holds: the minimum gets -128 and the maximum 127
question: Which codes does no weight of yours use?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min().clamp(max=0), w.max().clamp(min=0)
    scale = (hi - lo) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = int(torch.round(-128 - lo / scale))
    q = torch.clamp(torch.round(w / scale) + zp, -128, 127)
    return q.to(torch.int8), scale, zp
