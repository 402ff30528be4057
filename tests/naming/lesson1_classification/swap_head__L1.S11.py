"""Keeps the old head as a part of the model."""

from __future__ import annotations

from torch import nn


def swap_head(model: nn.Module, num_classes: int) -> nn.Module:
    model.add_module("head_before", model.head)
    weight = model.head.weight
    model.head = nn.Linear(weight.size(1), num_classes, bias=False).to(weight.device, weight.dtype)
    return model
