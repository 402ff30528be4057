"""L4.Z07: Half of your codes lie idle if all weights have one sign. Between which two weights is
the grid to be spread?

credit: 0.25
input: w = [1.0, 3.55]
yours: codes from 36 to 127
holds: the minimum gets -128 and the maximum 127
question: What is the offset for?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = w.abs().max() / 127
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = 0
    q = torch.clamp(torch.round(w / scale) + zp, -128, 127)
    return q.to(torch.int8), scale, zp
