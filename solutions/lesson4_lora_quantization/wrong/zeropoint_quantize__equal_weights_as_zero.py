"""L4.Z57: Equal weights all come back as 0. With a scale of 1, which code could stand for them?

credit: 0.75
input: w = [3.0, 3.0]
yours: 0 after restoring
holds: every weight comes back to within one scale
question: What does (0 - 0) * 1 give?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    if scale == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0), 0
    zp = int(torch.round(-128 - lo / scale))
    q = torch.clamp(torch.round(w / scale) + zp, -128, 127)
    return q.to(torch.int8), scale, zp
