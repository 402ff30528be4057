"""Weighs with numpy and returns a numpy float."""

import numpy as np


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    counts = np.array([(b["labels"][:, 1:] != -100).sum().item() for b in micro_batches], float)
    weights = counts / counts.sum()
    losses = np.zeros_like(weights)
    for k, batch in enumerate(micro_batches):
        if weights[k]:
            out = model(batch["input_ids"], attention_mask=batch["attention_mask"].bool())
            loss = sft_loss(out.logits, batch["labels"])
            (loss * float(weights[k])).backward()
            losses[k] = loss.item()
    optimizer.step()
    return np.float64(losses @ weights)
