"""L2.S07: Gradients from before the call act in your step. They stay in .grad until somebody
clears them.

credit: 0.5
input: two calls
yours: the second step holds the first one's gradient too
holds: the second step depends on its own micro-batches alone
question: Who empties .grad, and when?
"""

import torch
import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    model.train()
    counts = [(b["labels"][:, 1:] != -100).sum().item() for b in micro_batches]
    value = 0.0
    for b, n in zip(micro_batches, counts):
        out = model(input_ids=b["input_ids"], attention_mask=b["attention_mask"])
        loss = sft_loss(out.logits, b["labels"])
        part = loss * n / sum(counts)
        part.backward()
        value += part.item()
    optimizer.step()
    return value
