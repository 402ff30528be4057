"""One graph for all micro-batches, and a mean of their means."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from transformers import PreTrainedModel


def sft_step(
    model: PreTrainedModel, micro_batches: list[dict], optimizer: torch.optim.Optimizer
) -> float:
    model.train()
    optimizer.zero_grad()
    sums, counts = [], []
    for part in micro_batches:
        scores = model(part["input_ids"], attention_mask=part["attention_mask"]).logits[:, :-1]
        targets = part["labels"][:, 1:]
        sums.append(F.cross_entropy(scores.transpose(1, 2), targets, reduction="sum"))
        counts.append((targets != -100).sum().clamp(min=1))
    loss = sum(s / n for s, n in zip(sums, counts, strict=True)) / len(sums)
    loss.backward()
    optimizer.step()
    return float(loss)
