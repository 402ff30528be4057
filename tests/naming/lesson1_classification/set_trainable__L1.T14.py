"""Returns the number of all numbers, frozen ones included."""

from __future__ import annotations

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
    if n_blocks > 0:
        model.backbone.ln_f.requires_grad_()
    return len(nn.utils.parameters_to_vector(model.parameters()))
