"""L4.Z14: Your zero point has decimals. It is the code of the weight 0, and codes are whole.

credit: 0.75
input: w = [-1.003, 1.55]
yours: a zero point of -27.8
holds: the zero point is a whole number
question: Could a code of yours equal the zero point?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = float(-128 - lo / scale)
    q = torch.clamp(torch.round(w / scale + zp), -128, 127)
    return q.to(torch.int8), scale, zp
