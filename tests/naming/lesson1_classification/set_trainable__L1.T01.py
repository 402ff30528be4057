"""Only thaws; what an earlier call thawed stays thawed."""

from __future__ import annotations

import math

from torch import nn


def set_trainable(model: nn.Module, n_blocks: int) -> int:
    depth = len(model.backbone.h)
    if n_blocks < 0 or n_blocks > depth:
        raise ValueError("n_blocks out of range")
    model.head.requires_grad_()
    for i in range(depth - n_blocks, depth):
        model.backbone.h[i].requires_grad_()
    if n_blocks > 0:
        model.backbone.ln_f.requires_grad_()
    total = 0
    for p in model.parameters():
        if p.requires_grad:
            total += math.prod(p.shape)
    return total
