"""L4.Q65: 8 bits are right, fewer bits use twice the codes that they have. Of how many bits is one
the sign?

credit: 0.5
input: w = [1.4, -0.4], 4 bits
yours: 15 for 1.4
holds: with 4 bits no code is beyond 7
question: How many codes do 4 bits have in all?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 127 if bits == 8 else 2**bits - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
