"""L4.Z52: Weights of one sign come back wrong: your zero point was forced into int8. Which code
would the weight 0 have, if it is not among them?

credit: 0.5
input: w = [1.0, 3.55]
yours: a zero point of -128
holds: (codes - zero_point) * scale gives the weights back
question: Is the zero point stored as int8?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = int(torch.round(-128 - lo / scale))
    zp = max(-128, min(127, zp))
    q = torch.clamp(torch.round(w / scale) + zp, -128, 127)
    return q.to(torch.int8), scale, zp
