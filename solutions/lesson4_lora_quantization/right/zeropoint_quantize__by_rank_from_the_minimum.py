"""Counts steps from the minimum, and derives the zero point from the minimum's code."""

import torch


def zeropoint_quantize(w):
    w = w.detach()
    low = w.min().item()
    scale = (w.max().item() - low) / 255
    if scale == 0:
        scale = 1.0
        zero_point = -128 - round(low)
        return torch.full(w.shape, -128, dtype=torch.int8), scale, zero_point
    steps = ((w - low) / scale).round().clamp(0, 255)
    return (steps - 128).to(torch.int8), scale, -128 - round(low / scale)
