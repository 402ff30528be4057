"""Takes all 2^bits - 1 steps for one side."""

import torch


def absmax_quantize(w, bits=8):
    x = w.detach().to(torch.float32)
    largest = max(abs(x.min().item()), abs(x.max().item()))
    if largest == 0.0:
        return torch.zeros(x.shape, dtype=torch.int8), 1.0
    scale = largest / ((1 << bits) - 1)
    bound = (1 << (bits - 1)) - 1
    return torch.clip(torch.round(x / scale), -bound, bound).to(torch.int8), scale
