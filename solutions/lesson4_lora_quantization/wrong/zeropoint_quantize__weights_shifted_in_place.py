"""L4.Z56: The weights that you were given are other numbers after the call. Which operation writes
into them?

credit: 0.75
input: w = [-1.0, 0.0, 0.553, 1.55]
yours: w begins at 0 afterwards
holds: w is the same before and after
question: What is the difference between w - lo and w.sub_(lo)?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = int(torch.round(-128 - lo / scale))
    q = torch.clamp(torch.round(w.sub_(lo) / scale) - 128, -128, 127)
    return q.to(torch.int8), scale, zp
