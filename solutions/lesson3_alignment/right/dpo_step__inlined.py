"""All is written out, without the functions of the tasks before."""

import torch
import torch.nn.functional as F


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    ids, keep = batch["input_ids"], batch["completion_mask"][:, 1:].bool()
    sums = {}
    for name, model in (("policy", policy), ("reference", reference)):
        before = model.training
        model.eval()
        with torch.set_grad_enabled(name == "policy"):
            logits = model(ids, attention_mask=batch["attention_mask"]).logits[:, :-1]
            lp = -F.cross_entropy(logits.transpose(1, 2), ids[:, 1:], reduction="none")
            sums[name] = (lp * keep).sum(dim=1)
        model.train(before)
    rewards = beta * (sums["policy"] - sums["reference"])
    gap = torch.sub(*rewards.view(2, -1))
    loss = F.softplus(-gap).mean()
    optimizer.zero_grad(set_to_none=False)
    loss.backward()
    optimizer.step()
    return {
        "loss": loss.item(),
        "accuracy": (gap > 0).double().mean().item(),
        "margin": gap.mean().item(),
        "pairs": len(gap),
    }
