"""L2.S53: The step is right, but you return the sum of the micro-batches' losses. Compare it with
the loss of one batch that holds all rows.

credit: 0.75
input: losses 2.0 over 10 tokens and 1.0 over 30 tokens
yours: 3.0
holds: cutting a batch into pieces leaves the number as it is
question: What do you add up?
"""

import torch
import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    counts = [(b["labels"][:, 1:] != -100).sum().item() for b in micro_batches]
    value = 0.0
    for b, n in zip(micro_batches, counts):
        out = model(input_ids=b["input_ids"], attention_mask=b["attention_mask"])
        loss = sft_loss(out.logits, b["labels"])
        part = loss * n / sum(counts)
        part.backward()
        value += loss.item()
    optimizer.step()
    return value
