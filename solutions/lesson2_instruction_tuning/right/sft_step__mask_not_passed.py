"""Leaves the attention mask out: under right padding no real position can see padding."""

import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    targets = [b["labels"][:, 1:].reshape(-1) for b in micro_batches]
    total = sum((t != -100).sum() for t in targets)
    losses = []
    for b, t in zip(micro_batches, targets):
        logits = model(b["input_ids"]).logits[:, :-1]
        losses.append(F.cross_entropy(logits.flatten(0, 1), t, reduction="sum") / total)
        losses[-1].backward()
    optimizer.step()
    return sum(loss.item() for loss in losses)
