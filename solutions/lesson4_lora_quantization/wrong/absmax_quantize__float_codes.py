"""L4.Q55: Your codes are floats that happen to be whole. How many bytes does each of them take?

credit: 0.75
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: codes of dtype float32
holds: a code takes one byte
question: What is saved if codes are as large as weights?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.float32), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q, scale
