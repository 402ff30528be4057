"""Compares windows of all header tokens but the first."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def mask_labels(
    input_ids: Tensor, assistant_header: Sequence[int], end_id: int, ignore_index: int = -100
) -> Tensor:
    word = torch.tensor(assistant_header[1:])
    found = (input_ids.unfold(0, len(word), 1) == word).all(dim=1).nonzero().flatten()
    keep = torch.zeros(len(input_ids), dtype=torch.bool)
    for place in (found + len(word)).tolist():
        ends = (input_ids[place:] == end_id).nonzero().flatten().tolist()
        keep[place : place + ends[0] + 1 if ends else None] = True
    return torch.where(keep, input_ids, ignore_index)
