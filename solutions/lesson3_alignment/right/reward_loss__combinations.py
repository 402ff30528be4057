"""Seven forms of the loss of a pair and three means: `generate()` yields all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

# Each form turns `gap`, `chosen` and `rejected` into one loss per pair.
LOSS = {
    "logsigmoid": "-F.logsigmoid(gap)",
    "softplus": "F.softplus(-gap)",
    "binary_cross_entropy": (
        'F.binary_cross_entropy_with_logits(gap, torch.ones_like(gap), reduction="none")'
    ),
    "two_way_cross_entropy": (
        "F.cross_entropy(torch.stack([chosen, rejected], dim=1), "
        'torch.zeros(len(gap), dtype=torch.long), reduction="none")'
    ),
    "logaddexp": "torch.logaddexp(torch.zeros_like(gap), -gap)",
    "logsumexp": "torch.stack([chosen, rejected]).logsumexp(dim=0) - chosen",
    "module": "-torch.nn.LogSigmoid()(gap)",
}

MEAN = {
    "mean": "({loss}).mean()",
    "sum_over_count": "({loss}).sum() / len(gap)",
    "mean_of_an_axis": "({loss}).mean(dim=0)",
}

TEMPLATE = """\
import torch
import torch.nn.functional as F


def reward_loss(chosen, rejected):
    gap = chosen - rejected
    return {result}
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    for (loss, pairs), (mean, over) in product(LOSS.items(), MEAN.items()):
        yield f"{loss}-{mean}", TEMPLATE.format(result=over.format(loss=pairs))
