"""L4.Z64: Equal weights beyond 127 come back as 127. With a scale of 1, what can the zero point do
for them?

credit: 0.75
input: w = [300.0, 300.0]
yours: 127 after restoring
holds: every weight comes back to within one scale
question: Which codes can int8 hold, and which zero points are allowed?
"""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    lo, hi = w.min(), w.max()
    scale = (hi - lo) / 255
    if scale == 0:
        return w.round().clamp(-128, 127).to(torch.int8), torch.tensor(1.0), 0
    zp = int(torch.round(-128 - lo / scale))
    q = torch.clamp(torch.round(w / scale) + zp, -128, 127)
    return q.to(torch.int8), scale, zp
