"""L3.T16: Your accuracy is a number of pairs. A share between 0 and 1 is asked for.

credit: 0.75
input: 3 of 4 pairs won
yours: 3.0
holds: 0.75
question: What do you divide by?
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
    optimizer.step()
    return {
        "loss": loss.item(),
        "accuracy": (chosen > rejected).float().sum().item(),
        "margin": (chosen - rejected).mean().item(),
    }
