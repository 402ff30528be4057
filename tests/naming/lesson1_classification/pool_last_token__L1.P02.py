"""Pools the last column, padding or not."""

from __future__ import annotations

from torch import Tensor


def pool_last_token(hidden: Tensor, attention_mask: Tensor | None = None) -> Tensor:
    batch, length, width = hidden.shape
    return hidden.narrow(1, length - 1, 1).reshape(batch, width)
