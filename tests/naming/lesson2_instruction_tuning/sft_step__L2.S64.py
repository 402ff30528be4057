"""One graph for all micro-batches, never divided."""

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
        counts.append(1)
    loss = torch.stack(sums).sum()
    loss.backward()
    optimizer.step()
    return float(loss)
