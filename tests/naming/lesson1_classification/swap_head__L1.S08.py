"""The new layer comes with a bias."""

from __future__ import annotations

from torch import nn


def swap_head(model: nn.Module, num_classes: int) -> nn.Module:
    width = model.backbone.config.hidden_size
    head = nn.Linear(width, num_classes).to(model.head.weight)
    setattr(model, "head", head)  # noqa: B010
    return model
