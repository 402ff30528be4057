"""L3.T82: After your step the reference is frozen for good. It is the caller's model, and its flags
are theirs.

credit: 0.75
question: How can a pass be without a graph and leave every flag as it is?
"""

import torch


def score(model, batch):
    was_training = model.training
    model.eval()
    logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    model.train(was_training)
    return sequence_logprobs(logits, batch["input_ids"], batch["completion_mask"])


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    for parameter in reference.parameters():
        parameter.requires_grad = False
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
