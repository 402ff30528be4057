"""L4.Q62: A matrix comes back as one long row of codes. Which shape does the contract ask for?

credit: 0.75
input: w of shape (2, 3)
yours: codes of shape (6,)
holds: codes have the shape of the weights
question: Where do you give up the shape?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = (w.flatten() / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
