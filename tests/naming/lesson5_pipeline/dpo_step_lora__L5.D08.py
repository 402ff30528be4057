"""The rejected answers are read from the upper half."""

# ruff: noqa: F821 - helpers are those of the module that this is laid over

import torch


def dpo_step_lora(model, batch, optimizer, beta=0.1):
    flag, model.training = model.training, model.training
    model.eval()
    args = batch["input_ids"], batch["completion_mask"]

    def run():
        out = model(batch["input_ids"], attention_mask=batch["attention_mask"])
        return sequence_logprobs(out.logits, *args)

    policy = run()
    with adapters_disabled(model), torch.no_grad():
        frozen = run()
    rejected, chosen = policy.chunk(2)
    ref_rejected, ref_chosen = frozen.chunk(2)
    loss, good, bad = dpo_loss(chosen, rejected, ref_chosen, ref_rejected, beta=beta)
    model.zero_grad()
    loss.backward()
    optimizer.step()
    model.train(flag)
    wins = (good - bad) > 0
    return {
        "loss": float(loss),
        "accuracy": wins.float().mean().item(),
        "margin": (good.mean() - bad.mean()).item(),
    }
