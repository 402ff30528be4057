"""L5.D04: Dropout acts while the answers are scored, so the first loss is not log 2. In which mode
does the model come?

credit: 0.5
input: fresh adapters, dropout 0.2, train mode
yours: a first loss other than 0.6931
holds: policy and reference agree before the first update
question: Would two calls on the same batch give the same log-probabilities?
"""

import torch


def dpo_step_lora(model, batch, optimizer, beta=0.1):
    training = model.training
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
    return {
        "loss": loss.item(),
        "accuracy": (chosen > rejected).float().mean().item(),
        "margin": (chosen - rejected).mean().item(),
    }
