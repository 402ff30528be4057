"""L4.Z62: Each row of a matrix has its own range in your code; one for the whole tensor is asked
for. Over which axes do you take the ends?

credit: 0.5
input: a matrix of 2 rows
yours: 2 scales
holds: the scale is a single number
question: Which argument of your minimum keeps the rows apart?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.amin(-1, keepdim=True), w.amax(-1, keepdim=True)
    scale = (hi - lo) / 255
    scale = torch.where(scale == 0, torch.ones_like(scale), scale)
    zp = torch.round(-128 - lo / scale).long()
    q = torch.clamp(torch.round(w / scale) + zp, -128, 127)
    return q.to(torch.int8), scale.squeeze(-1), zp.squeeze(-1)
