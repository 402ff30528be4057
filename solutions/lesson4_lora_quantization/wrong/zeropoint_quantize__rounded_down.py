"""L4.Z60: Your codes are never too high, and too low for half of the weights. In which direction
do you round?

credit: 0.5
input: w = [-1.0, 0.558, 1.55]
yours: 27 for 0.558
holds: every weight gets its nearest code
question: Which code is the nearest to 27.8?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = int(torch.round(-128 - lo / scale))
    q = torch.clamp(torch.floor(w / scale + 1e-3) + zp, -128, 127)
    return q.to(torch.int8), scale, zp
