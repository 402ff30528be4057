"""L4.Q64: A tensor of zeros raises an error. The contract says what its codes and its scale are.

credit: 0.9
input: w = [0, 0]
yours: a ValueError
holds: zeros have codes and a scale like any weights
question: Could a layer of a real model be all zero?
"""

import torch


def absmax_quantize(w, bits=8):
    w = w.detach().float()
    qmax = 2 ** (bits - 1) - 1
    m = w.abs().max()
    if m == 0:
        raise ValueError("all weights are zero")
    scale = m / qmax
    q = (w / scale).round().clamp(-qmax, qmax)
    return q.to(torch.int8), scale
