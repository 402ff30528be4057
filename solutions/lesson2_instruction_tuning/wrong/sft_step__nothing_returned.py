"""L2.S55: The step is right, but nothing is returned. The loss of the big batch is asked for.

credit: 0.75
input: losses 2.0 over 10 tokens and 1.0 over 30 tokens
yours: None
holds: a number tells how training goes
question: What follows the word return?
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
        value += part.item()
    optimizer.step()
    return None
