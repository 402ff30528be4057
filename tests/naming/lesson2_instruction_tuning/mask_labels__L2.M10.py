"""Walks through the row and opens an answer once."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def mask_labels(
    input_ids: Tensor, assistant_header: Sequence[int], end_id: int, ignore_index: int = -100
) -> Tensor:
    header, recent, inside, labels = tuple(assistant_header), (), False, []
    seen = False
    for token in input_ids.tolist():
        labels.append(token if inside else ignore_index)
        recent = (*recent, token)[-len(header) :]
        if inside:
            inside = token != end_id
        elif recent == header and not seen:
            inside = seen = True
    return torch.tensor(labels)
