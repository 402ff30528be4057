"""L4.Z09: Your scale is twice as large as need be, and half of the codes lie idle. How many steps
lie between 256 codes?

credit: 0.25
input: w = [-1.0, 0.0, 0.553, 1.55]
yours: the scale 0.02
holds: the minimum gets -128 and the maximum 127
question: Which grid has 127 steps?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 127
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = int(torch.round(-128 - lo / scale))
    q = torch.clamp(torch.round(w / scale) + zp, -128, 127)
    return q.to(torch.int8), scale, zp
