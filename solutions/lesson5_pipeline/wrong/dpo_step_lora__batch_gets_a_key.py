"""L5.D68: The batch has a new entry afterwards. It belongs to the caller.

credit: 0.75
question: Where else could you keep the reference's numbers?
"""

import torch


def dpo_step_lora(model, batch, optimizer, beta=0.1):
    training = model.training
    model.eval()
    ids, mask = batch["input_ids"], batch["attention_mask"]
    n = len(ids) // 2

    def score():
        logits = model(ids, attention_mask=mask).logits
        logprobs = sequence_logprobs(logits, ids, batch["completion_mask"])
        return logprobs[:n], logprobs[n:]

    with torch.no_grad(), adapters_disabled(model):
        ref_chosen, ref_rejected = score()
    pi_chosen, pi_rejected = score()
    batch["ref_logps"] = torch.cat([ref_chosen, ref_rejected])
    loss, chosen, rejected = dpo_loss(pi_chosen, pi_rejected, ref_chosen, ref_rejected, beta)

    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    model.train(training)
    return {
        "loss": loss.item(),
        "accuracy": (chosen > rejected).float().mean().item(),
        "margin": (chosen - rejected).mean().item(),
    }
