"""Walks through the row and opens an answer with the last token of its header."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def mask_labels(
    input_ids: Tensor, assistant_header: Sequence[int], end_id: int, ignore_index: int = -100
) -> Tensor:
    header, recent, inside, labels = tuple(assistant_header), (), False, []
    for token in input_ids.tolist():
        recent = (*recent, token)[-len(header) :]
        opens = recent == header
        labels.append(token if inside or opens else ignore_index)
        inside = (inside and token != end_id) or opens
    return torch.tensor(labels)
