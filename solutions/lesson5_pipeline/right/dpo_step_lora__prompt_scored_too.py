"""Scores the prompt as well: the two rows of a pair share it, so it cancels."""

import torch


def dpo_step_lora(model, batch, optimizer, beta=0.1):
    training = model.training
    model.eval()

    def score():
        out = model(batch["input_ids"], attention_mask=batch["attention_mask"])
        return sequence_logprobs(out.logits, batch["input_ids"], batch["attention_mask"]).chunk(2)

    with torch.no_grad(), adapters_disabled(model):
        ref = score()
    loss, won, lost = dpo_loss(*score(), *ref, beta)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    model.train(training)
    return {
        "loss": loss.item(),
        "accuracy": (won > lost).double().mean().item(),
        "margin": (won.mean() - lost.mean()).item(),
    }
