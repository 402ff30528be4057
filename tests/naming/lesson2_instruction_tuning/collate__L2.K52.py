"""Derives the mask from the padded ids."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def collate(batch: list[dict], pad_id: int, max_length: int | None = None) -> dict[str, Tensor]:
    out = {}
    for name, value in (("input_ids", pad_id), ("labels", -100)):
        rows = [example[name][:max_length] for example in batch]
        size = max(row.numel() for row in rows)
        out[name] = torch.stack([F.pad(row, (0, size - len(row)), value=value) for row in rows])
    out["attention_mask"] = torch.where(out["input_ids"] == pad_id, 0, 1)
    return out
