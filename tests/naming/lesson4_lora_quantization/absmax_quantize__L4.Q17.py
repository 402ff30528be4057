"""Quantizes the magnitudes."""

import torch


def absmax_quantize(w, bits=8):
    size = torch.abs(w.detach().float())
    limit = 2 ** (bits - 1) - 1
    if not size.any():
        return size.char(), torch.ones(())
    unit = size.max() / limit
    return torch.floor(size / unit + 0.5).char(), unit
