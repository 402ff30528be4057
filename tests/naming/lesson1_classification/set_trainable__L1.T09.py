"""Forgets the final layer norm."""

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
    for i in range(depth - n_blocks, depth):
        model.backbone.h[i].requires_grad_()
    total = 0
    for p in model.parameters():
        if p.requires_grad:
            total += math.prod(p.shape)
    return total
