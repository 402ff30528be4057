"""Builds a second classifier around the same backbone and returns that."""

from __future__ import annotations

from torch import nn


def swap_head(model: nn.Module, num_classes: int) -> nn.Module:
    other = GPT2Classifier(backbone=model.backbone, num_classes=num_classes)  # noqa: F821
    return other.to(model.head.weight.device, model.head.weight.dtype)
