"""L4.Q59: Your scale comes from the distance between smallest and largest weight. A symmetric grid
reaches as far below zero as above: how far must that be?

credit: 0.5
input: w = [0.8, -1.2]
yours: the scale 1 / 127
holds: no weight is cut off
question: Which of the two ends is farther from zero?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = (w.max() - w.min()) / 2
    if m == 0:
        return torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
