"""L3.T77: The batch has lost its entries after your call. The caller may need it again.

credit: 0.75
question: What does `pop` do to a dict?
"""

import torch


def score(model, batch):
    was_training = model.training
    model.eval()
    logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    model.train(was_training)
    return sequence_logprobs(logits, batch["input_ids"], batch["completion_mask"])


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    batch_ids, mask = batch.pop("input_ids"), batch.pop("completion_mask")
    attention = batch.pop("attention_mask")
    batch_copy = {"input_ids": batch_ids, "attention_mask": attention, "completion_mask": mask}
    n = len(batch_ids) // 2
    with torch.no_grad():
        ref = score(reference, batch_copy)
    own = score(policy, batch_copy)
    loss, chosen, rejected = dpo_loss(own[:n], own[n:], ref[:n], ref[n:], beta)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return {
        "loss": loss.item(),
        "accuracy": (chosen > rejected).float().mean().item(),
        "margin": (chosen - rejected).mean().item(),
    }
