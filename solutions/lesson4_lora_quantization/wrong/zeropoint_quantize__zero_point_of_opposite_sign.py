"""L4.Z54: Your zero point has the opposite sign: with it the weights come back shifted. Test the
formula of the docstring on one weight.

credit: 0.5
input: w = [-1.0, 0.0, 0.553, 1.55]
yours: a zero point of 28
holds: (codes - zero_point) * scale gives the weights back
question: What is (code - zero_point) for the weight 0?
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
    return q.to(torch.int8), scale, -zp
