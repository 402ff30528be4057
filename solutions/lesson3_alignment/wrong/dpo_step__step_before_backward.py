"""L3.T64: Your first step uses no gradient and the second one that of the batch before. In which
order must the calls stand?

credit: 0.25
question: Which call fills `.grad`, and which uses it?
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
    optimizer.step()
    optimizer.zero_grad()
    loss.backward()
    return {
        "loss": loss.item(),
        "accuracy": (chosen > rejected).float().mean().item(),
        "margin": (chosen - rejected).mean().item(),
    }
