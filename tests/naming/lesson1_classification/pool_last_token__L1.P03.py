"""Uses the number of real tokens as a place."""

from __future__ import annotations

import torch
from torch import Tensor


def pool_last_token(hidden: Tensor, attention_mask: Tensor | None = None) -> Tensor:
    if attention_mask is None:
        attention_mask = torch.ones(hidden.shape[0], hidden.shape[1], dtype=torch.long)
    for row in attention_mask:
        if int(row.sum()) == 0:
            raise ValueError("empty row")
    out = []
    for row, mask in zip(hidden, attention_mask, strict=True):
        count = sum(mask.tolist())
        out.append(row[count - 1])
    return torch.stack(out)
