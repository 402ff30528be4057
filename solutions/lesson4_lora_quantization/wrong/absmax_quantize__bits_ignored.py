"""L4.Q51: 4 bits give the codes of 8. Which of your numbers depends on bits?

credit: 0.5
input: w = [1.4, -0.4], 4 bits
yours: the codes [127, -36]
holds: with 4 bits no code is beyond 7
question: What is the largest code of 4 bits?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 127
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
