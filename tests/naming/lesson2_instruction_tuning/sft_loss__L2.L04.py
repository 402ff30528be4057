"""Gathers log-probabilities of rolled labels."""

from __future__ import annotations

import torch
from torch import Tensor


def sft_loss(logits: Tensor, labels: Tensor) -> Tensor:
    targets = torch.cat([labels[:, 1:], labels[:, :1]], dim=1)
    keep = targets != -100
    logp = torch.log_softmax(logits.float(), dim=2)
    picked = logp.gather(2, targets.clamp(min=0)[..., None])[..., 0]
    return -torch.where(keep, picked, 0.0).sum() / max(1, int(keep.sum()))
