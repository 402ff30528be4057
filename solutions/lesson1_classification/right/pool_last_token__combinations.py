"""Twelve ways to find the last real place times ten ways to take it: `generate()` yields all."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

# Each snippet turns `mask` (B, T) of int64 into `last` (B,) of int64.
INDEX = {
    "argmax_of_places": "last = (torch.arange(T) * mask).argmax(dim=1)",
    "argmax_of_flipped": "last = T - 1 - mask.flip(1).argmax(dim=1)",
    "argmax_of_cumsum": "last = mask.cumsum(dim=1).argmax(dim=1)",
    "where_amax": "last = torch.where(mask == 1, torch.arange(T), -1).amax(dim=1)",
    "masked_fill_max": (
        "last = torch.arange(T).expand(B, T).masked_fill(mask == 0, -1).max(dim=1).values"
    ),
    "nonzero_per_row": "last = torch.stack([row.nonzero()[-1, 0] for row in mask])",
    "python_loop": """\
last = torch.zeros(B, dtype=torch.long)
for b in range(B):
    for t in range(T):
        if mask[b, t] == 1:
            last[b] = t""",
    "numpy": "last = torch.tensor([int(np.flatnonzero(row)[-1]) for row in mask.numpy()])",
    "scatter_reduce": """\
rows, places = mask.nonzero(as_tuple=True)
last = torch.full((B,), -1).scatter_reduce(0, rows, places, reduce="amax")""",
    "topk": "last = (torch.arange(1, T + 1) * mask).topk(1, dim=1).indices[:, 0]",
    "argsort": "last = (torch.arange(1, T + 1) * mask).argsort(dim=1)[:, -1]",
    "searchsorted": (
        "last = torch.searchsorted(mask.cumsum(dim=1), mask.sum(dim=1, keepdim=True)).squeeze(1)"
    ),
}

# Each snippet takes `hidden[b, last[b]]` for every b.
SELECT = {
    "advanced_index": "return hidden[torch.arange(B), last]",
    "gather": "return hidden.gather(1, last.view(B, 1, 1).expand(B, 1, D)).squeeze(1)",
    "take_along_dim": "return torch.take_along_dim(hidden, last[:, None, None], dim=1).squeeze(1)",
    "stack_loop": "return torch.stack([hidden[b, int(last[b])] for b in range(B)])",
    "flat_offset": "return hidden.reshape(B * T, D)[torch.arange(B) * T + last]",
    "one_hot_einsum": (
        'return torch.einsum("bt,btd->bd", F.one_hot(last, T).to(hidden.dtype), hidden)'
    ),
    "one_hot_bmm": (
        "return torch.bmm(F.one_hot(last, T).to(hidden.dtype).unsqueeze(1), hidden).squeeze(1)"
    ),
    "bool_index": "return hidden[torch.arange(T) == last.unsqueeze(1)]",
    "where_sum": """\
chosen = (torch.arange(T) == last.unsqueeze(1)).unsqueeze(-1)
return torch.where(chosen, hidden, torch.zeros_like(hidden)).sum(dim=1)""",
    "transposed": "return hidden.transpose(0, 1)[last, torch.arange(B)]",
}

TEMPLATE = """\
import numpy as np
import torch
import torch.nn.functional as F


def pool_last_token(hidden, attention_mask=None):
    B, T, D = hidden.shape
    if attention_mask is None:
        mask = torch.ones(B, T, dtype=torch.long)
    else:
        mask = attention_mask.to(torch.long)
    if (mask.sum(dim=1) == 0).any():
        raise ValueError("a row without a real token has no last one")
{index}
{select}
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    for found, index in INDEX.items():
        for taken, select in SELECT.items():
            source = TEMPLATE.format(index=indent(index, "    "), select=indent(select, "    "))
            yield f"{found}-{taken}", source
