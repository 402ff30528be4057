"""Adds up in torch, in double precision; answers are tensors of one element."""

import torch


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    parts = torch.tensor([2.0 * t + (n_params - t) * weight_bits / 8, 2.0 * t, 8.0 * t])
    parts = parts.double()
    names = ("weights", "gradients", "optimizer", "total")
    return dict(zip(names, [*parts, parts.sum()]))
