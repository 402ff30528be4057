"""L4.Z12: Your codes are cut off, not rounded. What does a cast to int8 do to 26.9?

credit: 0.5
input: w = [-1.0, 0.0, 0.553, 1.55]
yours: off by one for half of the weights
holds: every weight gets its nearest code
question: Which step makes whole numbers of your codes?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = int(torch.round(-128 - lo / scale))
    q = torch.clamp(w / scale + zp, -128, 127)
    return q.to(torch.int8), scale, zp
