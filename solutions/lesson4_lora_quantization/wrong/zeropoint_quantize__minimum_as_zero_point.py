"""L4.Z58: You return the minimum in place of the zero point: a weight, not a code. In which unit
is the zero point?

credit: 0.5
input: w = [-1.0, 0.0, 0.553, 1.55]
yours: -1.0
holds: (codes - zero_point) * scale gives the weights back
question: Which code has the weight 0?
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
    return q.to(torch.int8), scale, float(lo)
