"""Normalises along the axis before the last, by hand."""

from __future__ import annotations

from torch import Tensor


def sft_loss(logits: Tensor, labels: Tensor) -> Tensor:
    scores, targets = logits[:, :-1].float(), labels[:, 1:]
    logp = scores - scores.logsumexp(dim=-2, keepdim=True)
    keep = targets != -100
    picked = logp.take_along_dim(targets.clamp(min=0).unsqueeze(-1), dim=-1).squeeze(-1)
    return -(picked * keep).sum() / keep.sum().clamp(min=1)
