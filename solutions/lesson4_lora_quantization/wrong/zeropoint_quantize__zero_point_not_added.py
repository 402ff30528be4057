"""L4.Z10: You compute a zero point, but your codes are not shifted by it. Where does it enter?

credit: 0.25
input: w = [-1.0, 0.0, 0.553, 1.55]
yours: [-100, 0, 55, 127]
holds: (codes - zero_point) * scale gives the weights back
question: What does the formula give back for your first code?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = int(torch.round(-128 - lo / scale))
    q = torch.clamp(torch.round(w / scale), -128, 127)
    return q.to(torch.int8), scale, zp
