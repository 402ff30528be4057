"""L3.T03: With two equal models the first loss is not log 2 but jitters. Which layers act in
train mode only?

credit: 0.5
input: a copy of the reference, with dropout, in train mode
yours: a first loss of 0.7 or so
holds: log 2
question: In which mode does each of the models score?
"""

import torch


def score(model, batch):
    logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    return sequence_logprobs(logits, batch["input_ids"], batch["completion_mask"])


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    n = len(batch["input_ids"]) // 2
    with torch.no_grad():
        ref = score(reference, batch)
    own = score(policy, batch)
    loss, chosen, rejected = dpo_loss(own[:n], own[n:], ref[:n], ref[n:], beta)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return {
        "loss": loss.item(),
        "accuracy": (chosen > rejected).float().mean().item(),
        "margin": (chosen - rejected).mean().item(),
    }
