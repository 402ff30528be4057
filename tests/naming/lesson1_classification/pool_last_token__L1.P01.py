"""Pools the first position of each row."""

from __future__ import annotations

import torch
from torch import Tensor


def pool_last_token(hidden: Tensor, attention_mask: Tensor | None = None) -> Tensor:
    if attention_mask is None:
        attention_mask = torch.ones(hidden.shape[0], hidden.shape[1], dtype=torch.long)
    for row in attention_mask:
        if int(row.sum()) == 0:
            raise ValueError("empty row")
    rows = hidden.unbind(dim=0)
    return torch.stack([row[0] for row in rows])
