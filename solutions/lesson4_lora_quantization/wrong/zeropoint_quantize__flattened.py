"""L4.Z59: A matrix comes back as one long row of codes. Which shape does the contract ask for?

credit: 0.75
input: w of shape (2, 3)
yours: codes of shape (6,)
holds: codes have the shape of the weights
question: Where do you give up the shape?
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
    return q.flatten().to(torch.int8), scale, zp
