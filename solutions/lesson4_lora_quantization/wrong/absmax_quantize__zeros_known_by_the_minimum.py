"""L4.Q67: Weights of which the smallest is 0 get the scale 1, as if they were zeros. Which number is 0 for
zeros alone?

credit: 0.75
input: w = [0.8, 0, 0.3]
yours: the scale 1
holds: the largest magnitude gets the code 127
question: What is the minimum of [0.8, 0, 0.3]?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    scale = w.abs().max() / qmax if w.min() != 0 else torch.tensor(1.0)
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
