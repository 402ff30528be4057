"""Eight sums of the drift and four ways to take it from the score: `generate()` yields all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

# Each form is the drift of each answer, from `p`, `q` (B, T) and `m` (B, T) of float.
DRIFT = {
    "product": "((p - q) * m).sum(dim=1)",
    "difference_of_sums": "(p * m).sum(-1) - (q * m).sum(-1)",
    "einsum": 'torch.einsum("bt,bt->b", p - q, m)',
    "masked_fill": "(p - q).masked_fill(m == 0, 0.0).sum(1)",
    "where": "torch.where(m.bool(), p - q, torch.zeros_like(p)).sum(1)",
    "row_by_row": "torch.stack([(a - b)[c.bool()].sum() for a, b, c in zip(p, q, m)])",
    "bmm": "torch.bmm((p - q).unsqueeze(1), m.unsqueeze(2)).flatten()",
    "nansum": "torch.where(m > 0, p - q, float('nan')).nansum(dim=1)",
}

REWARD = {
    "minus": "score - beta * drift",
    "negative_added": "score + -beta * drift",
    "subtract": "torch.sub(score, drift, alpha=beta)",
    "penalty": "score.add(drift * -beta)",
}

TEMPLATE = """\
import torch


def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    p, q, m = logprobs, ref_logprobs, mask.float()
    drift = {drift}
    return {reward}
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    for (summed, drift), (taken, reward) in product(DRIFT.items(), REWARD.items()):
        yield f"{summed}-{taken}", TEMPLATE.format(drift=drift, reward=reward)
