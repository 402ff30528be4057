"""Everything in Python numbers, one weight at a time."""

import torch


def absmax_quantize(w, bits=8):
    limit = 2 ** (bits - 1) - 1
    values = w.detach().float().flatten().tolist()
    scale = max(abs(v) for v in values) / limit or 1.0
    codes = [round(v / scale) for v in values]
    return torch.tensor(codes, dtype=torch.int8).reshape(w.shape), scale
