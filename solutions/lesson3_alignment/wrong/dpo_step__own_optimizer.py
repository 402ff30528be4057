"""L3.T84: Your step is that of a new optimizer. What the given one remembers, like momentum, is lost.

credit: 0.5
input: an optimizer with momentum, and a second step
yours: a plain step
holds: the given optimizer takes every step
question: What does an optimizer keep from one step to the next?
"""

import torch


def score(model, batch):
    was_training = model.training
    model.eval()
    logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    model.train(was_training)
    return sequence_logprobs(logits, batch["input_ids"], batch["completion_mask"])


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    n = len(batch["input_ids"]) // 2
    with torch.no_grad():
        ref = score(reference, batch)
    own = score(policy, batch)
    loss, chosen, rejected = dpo_loss(own[:n], own[n:], ref[:n], ref[n:], beta)
    optimizer.zero_grad()
    loss.backward()
    rate = optimizer.param_groups[0]["lr"]
    torch.optim.SGD(policy.parameters(), lr=rate).step()
    return {
        "loss": loss.item(),
        "accuracy": (chosen > rejected).float().mean().item(),
        "margin": (chosen - rejected).mean().item(),
    }
