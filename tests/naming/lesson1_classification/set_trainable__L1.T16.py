"""Accepts every n."""

from __future__ import annotations

import math

from torch import nn


def set_trainable(model: nn.Module, n_blocks: int) -> int:
    depth = len(model.backbone.h)
    for p in model.backbone.parameters():
        p.requires_grad = False
    for p in model.head.parameters():
        p.requires_grad = True
    for i, block in enumerate(model.backbone.h):
        if i >= depth - n_blocks:
            block.requires_grad_()
    if n_blocks > 0:
        model.backbone.ln_f.requires_grad_()
    total = 0
    for p in model.parameters():
        if p.requires_grad:
            total += math.prod(p.shape)
    return total
