"""L4.Z55: Your zero point is whole, but of type float. The contract asks for an int.

credit: 0.9
input: w = [-1.0, 0.0, 0.553, 1.55]
yours: -28.0
holds: -28, a Python int
question: What does `type` say about it?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = float(torch.round(-128 - lo / scale))
    q = torch.clamp(torch.round(w / scale) + zp, -128, 127)
    return q.to(torch.int8), scale, zp
