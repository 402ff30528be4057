"""L4.Q61: The restored weights come back in place of the codes. What is to be stored?

credit: 0.25
input: w = [-0.8, 0.3, 1.2, -0.5]
yours: [-0.803, 0.302, 1.2, -0.501]
holds: codes are whole numbers in int8
question: Which of the two takes a byte per weight?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q * scale, scale
