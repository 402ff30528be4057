"""L4.Z61: Your codes are stored in 32 bits: nothing is saved. Which dtype does the contract name?

credit: 0.75
input: w = [-1.0, 0.0, 0.553, 1.55]
yours: codes of dtype int32
holds: a code takes one byte
question: How many bytes does a code of yours take?
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
    return q.to(torch.int32), scale, zp
