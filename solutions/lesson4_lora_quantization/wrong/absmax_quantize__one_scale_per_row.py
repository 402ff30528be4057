"""L4.Q09: One scale per row comes back; one for the whole tensor is asked for. Over which axes is
the largest magnitude taken?

credit: 0.75
input: a matrix of 2 rows
yours: 2 scales
holds: the scale is a single number
question: Which argument of your maximum keeps the rows apart?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().amax(dim=-1, keepdim=True)
    scale = torch.where(m > 0, m / qmax, torch.ones_like(m))
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale.squeeze(-1)
