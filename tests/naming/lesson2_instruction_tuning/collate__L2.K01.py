"""Pads everything with one function and one value."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence


def collate(batch: list[dict], pad_id: int, max_length: int | None = None) -> dict[str, Tensor]:
    names = ("input_ids", "labels")
    cut = {name: [example[name][:max_length] for example in batch] for name in names}
    out = {name: pad_sequence(rows, True, pad_id) for name, rows in cut.items()}
    return {
        **out,
        "attention_mask": pad_sequence([torch.ones_like(r) for r in cut["labels"]], True),
    }
