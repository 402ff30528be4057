"""Walks through the row and closes an answer before its end marker is written."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def mask_labels(
    input_ids: Tensor, assistant_header: Sequence[int], end_id: int, ignore_index: int = -100
) -> Tensor:
    header, recent, inside, labels = tuple(assistant_header), (), False, []
    for token in input_ids.tolist():
        inside = inside and token != end_id
        labels.append(token if inside else ignore_index)
        recent = (*recent, token)[-len(header) :]
        inside = inside or recent == header
    return torch.tensor(labels)
