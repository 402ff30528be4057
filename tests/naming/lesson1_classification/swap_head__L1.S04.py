"""Edits a copy and returns that."""

from __future__ import annotations

from torch import nn


def swap_head(model: nn.Module, num_classes: int) -> nn.Module:
    other = type(model)(model.backbone, num_classes)
    other.head.to(dtype=model.head.weight.dtype, device=model.head.weight.device)
    return other
