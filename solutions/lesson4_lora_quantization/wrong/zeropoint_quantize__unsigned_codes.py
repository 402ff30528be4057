"""L4.Z03: Your codes run from 0 to 255. Which range does int8 have, and which code is the minimum
to get?

credit: 0.5
input: w = [-1.0, 0.0, 0.553, 1.55]
yours: [0, 100, 155, 255]
holds: codes fit into int8
question: By how much are your codes shifted?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = int(torch.round(-lo / scale))
    q = torch.clamp(torch.round(w / scale) + zp, 0, 255)
    return q.to(torch.uint8), scale, zp
