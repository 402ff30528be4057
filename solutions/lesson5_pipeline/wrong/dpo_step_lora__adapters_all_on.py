"""L5.D57: Adapters that were off when the model came take part in your policy, or are on afterwards.
The policy is the model as it comes.

credit: 0.75
question: Who switches the adapters back after the reference was scored?
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
    for module in model.modules():
        if hasattr(module, "lora_A"):
            module.enabled = True
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
