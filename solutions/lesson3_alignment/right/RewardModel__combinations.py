"""Five maps to one score, two orders and four ways to find the end: `generate()` yields all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

# How the map is kept, and how it turns `{x}` (..., width) into scores (...).
HEAD = {
    "linear": ("nn.Linear(width, 1, bias=False)", "self.head({x}).squeeze(-1)"),
    "column": ("nn.Parameter(torch.randn(width, 1) * 0.02)", "({x} @ self.head)[..., 0]"),
    "row": ("nn.Parameter(torch.randn(1, width) * 0.02)", "F.linear({x}, self.head).flatten(-2)"),
    "vector": ("nn.Parameter(torch.zeros(width))", "{x} @ self.head"),
    "product": ("nn.Parameter(torch.randn(width))", "({x} * self.head).sum(dim=-1)"),
}

ORDER = ("pool_first", "score_first")

# The last real position of each row.
LAST = {
    "places": "(torch.arange(T) * mask).amax(dim=1)",
    "flipped": "T - 1 - mask.flip(1).argmax(dim=1)",
    "running_count": "mask.cumsum(dim=1).argmax(dim=1)",
    "per_row": "torch.stack([row.nonzero()[-1, 0] for row in mask])",
}

TEMPLATE = """\
import torch
import torch.nn.functional as F
from torch import nn


class RewardModel(nn.Module):
    def __init__(self, backbone):
        super().__init__()
        width = backbone.config.hidden_size
        self.body = backbone
        self.head = {head}

    def forward(self, input_ids, attention_mask=None):
        hidden = self.body(input_ids=input_ids, attention_mask=attention_mask)[0]
        B, T, _ = hidden.shape
        mask = torch.ones(B, T).long() if attention_mask is None else attention_mask.long()
        last = {last}
        rows = torch.arange(B)
        return {result}
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    for (kind, (head, apply)), order, (found, last) in product(HEAD.items(), ORDER, LAST.items()):
        source = TEMPLATE.format(head=head, last=last, result=_result(order, apply))
        yield f"{kind}-{order}-{found}", source


def _result(order: str, apply: str) -> str:
    if order == "pool_first":
        return apply.format(x="hidden[rows, last]")
    return f"({apply.format(x='hidden')})[rows, last]"
