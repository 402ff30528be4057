"""L5.D10: Your reference already holds the adapters, so it says what the policy says, at every step.
Without what is it to be scored?

credit: 0.5
question: After a hundred steps, is your first loss still log 2?
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

    pi_chosen, pi_rejected = score()
    ref_chosen, ref_rejected = pi_chosen.detach(), pi_rejected.detach()
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
