"""L4.Z11: Large weights are cut off although your codes have room for them. When do you clamp,
before the shift or after it?

credit: 0.5
input: w = [-1.0, 0.0, 0.553, 1.55]
yours: 99 for 1.55
holds: the maximum gets 127
question: Which of your numbers must fit into int8?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    if scale == 0:
        scale = torch.tensor(1.0)
    zp = int(torch.round(-128 - lo / scale))
    q = torch.clamp(torch.round(w / scale), -128, 127) + zp
    q = (q + 128) % 256 - 128
    return q.to(torch.int8), scale, zp
