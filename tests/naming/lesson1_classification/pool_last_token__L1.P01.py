"""Pools the first position of each row."""

from __future__ import annotations

import torch
from torch import Tensor


def pool_last_token(hidden: Tensor, attention_mask: Tensor | None = None) -> Tensor:
    rows = hidden.unbind(dim=0)
    return torch.stack([row[0] for row in rows])
