"""Accuracy by likelihood, all inlined."""

import torch
import torch.nn.functional as F


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    ids, keep = batch["input_ids"], batch["completion_mask"][:, 1:]

    def total(model):
        mode = model.training
        model.eval()
        logits = model(ids, attention_mask=batch["attention_mask"]).logits[:, :-1]
        model.train(mode)
        return -(F.cross_entropy(logits.mT, ids[:, 1:], reduction="none") * keep).sum(1)

    ours = total(policy)
    with torch.no_grad():
        theirs = total(reference)
    pc, pr = ours.chunk(2)
    rc, rr = theirs.chunk(2)
    z = beta * (pc - pr - rc + rr)
    loss = -F.logsigmoid(z).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return {
        "loss": loss.item(),
        "accuracy": torch.gt(pc, pr).double().mean().item(),
        "margin": z.mean().item(),
    }
