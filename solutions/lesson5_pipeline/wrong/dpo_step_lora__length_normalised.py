"""L5.D61: Long answers count less than they should: you divide by the number of tokens. What is the
log-probability of a whole answer?

credit: 0.5
question: Is the probability of a sentence a product or a mean?
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
        logprobs = logprobs / batch["completion_mask"].sum(dim=1)
        return logprobs[:n], logprobs[n:]

    with torch.no_grad(), adapters_disabled(model):
        ref_chosen, ref_rejected = score()
    pi_chosen, pi_rejected = score()
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
