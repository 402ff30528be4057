"""Works in numpy; the zero point is a numpy integer."""

import numpy as np
import torch


def zeropoint_quantize(w):
    x = w.detach().numpy().astype(np.float64)
    span = np.ptp(x)
    scale = span / 255 if span > 0 else np.float64(1.0)
    zero_point = np.int64(np.rint(-128 - x.min() / scale))
    codes = np.clip(np.rint(x / scale) + zero_point, -128, 127).astype(np.int8)
    return torch.from_numpy(codes), scale, zero_point
