"""L4.Q57: Codes of bfloat16 weights are off here and there. How many digits does your division
keep?

credit: 0.75
input: weights in bfloat16
yours: some codes off by one
holds: every weight gets its nearest code
question: In which dtype do you divide?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale.float()
