"""Gradients are asked for by name, and put where the optimizer looks; numpy floats come back."""

import numpy as np
import torch


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    def halves(model):
        flag = model.training
        try:
            model.train(False)
            out = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"])
        finally:
            model.train(flag)
        sums = sequence_logprobs(out.logits, batch["input_ids"], batch["completion_mask"])
        return torch.tensor_split(sums, 2)

    own, ref = halves(policy), [half.detach() for half in halves(reference)]
    loss, good, bad = dpo_loss(*own, *ref, beta)
    weights = [p for p in policy.parameters() if p.requires_grad]
    for weight, grad in zip(weights, torch.autograd.grad(loss, weights)):
        weight.grad = grad
    optimizer.step()
    optimizer.zero_grad()
    return {
        "loss": np.float32(loss.item()),
        "accuracy": np.mean((good > bad).numpy()),
        "margin": np.mean((good - bad).numpy()),
    }
