"""L5.D54: Tensors come back where Python floats are asked for: each of them keeps a graph alive, or
will not print as a number.

credit: 0.75
question: Which call turns a tensor of one number into a float?
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
    loss, chosen, rejected = dpo_loss(pi_chosen, pi_rejected, ref_chosen, ref_rejected, beta)

    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    model.train(training)
    return {
        "loss": loss,
        "accuracy": (chosen > rejected).float().mean(),
        "margin": (chosen - rejected).mean(),
    }
