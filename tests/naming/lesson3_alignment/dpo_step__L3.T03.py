"""Scores in whatever mode the models come, the policy first."""

import torch
import torch.nn.functional as F


def log_p(model, batch):
    out = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"])
    targets = batch["input_ids"][:, 1:]
    losses = F.cross_entropy(out.logits[:, :-1].mT, targets, reduction="none")
    return -(losses * batch["completion_mask"][:, 1:]).sum(dim=1)


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    own = log_p(policy, batch)
    with torch.inference_mode():
        ref = log_p(reference, batch)
    rewards = beta * (own - ref)
    gap = rewards[: len(rewards) // 2] - rewards[len(rewards) // 2 :]
    loss = F.softplus(-gap).mean()
    for parameter in policy.parameters():
        parameter.grad = None
    loss.backward()
    optimizer.step()
    wins = sum(float(g) > 0 for g in gap)
    return {"loss": loss.item(), "accuracy": wins / len(gap), "margin": float(gap.mean())}
