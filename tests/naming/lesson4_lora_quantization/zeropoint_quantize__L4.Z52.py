"""Casts the zero point to the range of the codes, as ONNX does."""

import numpy as np
import torch


def zeropoint_quantize(w):
    x = w.detach().numpy()
    low, high = float(x.min()), float(x.max())
    scale = (high - low) / 255 if high > low else 1.0
    zero_point = int(np.clip(round(-128 - low / scale), -128, 127))
    codes = np.clip(np.rint(x / scale) + zero_point, -128, 127)
    return torch.from_numpy(codes.astype(np.int8)), scale, zero_point
