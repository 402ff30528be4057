"""Adds up per row and averages the rows."""

from __future__ import annotations

from torch import Tensor


def sft_loss(logits: Tensor, labels: Tensor) -> Tensor:
    scores, targets = logits[:, :-1].float(), labels[:, 1:]
    picked = scores.gather(2, targets.clamp(min=0)[..., None])[..., 0]
    costs = (scores.logsumexp(dim=2) - picked) * (targets != -100)
    return costs.sum(dim=1).mean()
