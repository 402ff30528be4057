"""L4.Q68: Weights whose sum is 0 get the scale 1, as if they were zeros. Which number is 0 for zeros
alone?

credit: 0.75
input: w = [0.8, -0.8]
yours: the scale 1
holds: the largest magnitude gets the code 127
question: What is the sum of [0.8, -0.8]?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    scale = w.abs().max() / qmax if w.sum() != 0 else torch.tensor(1.0)
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
