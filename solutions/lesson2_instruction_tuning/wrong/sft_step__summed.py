"""L2.S64: Your step grows with the number of supervised tokens: it follows their sum and not their
mean.

credit: 0.5
input: losses 2.0 over 10 tokens and 1.0 over 30 tokens
yours: a loss of 50
holds: cutting a batch into pieces, or doubling it, leaves the step as it is
question: What do you divide by?
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
        part = loss * n
        part.backward()
        value += part.item()
    optimizer.step()
    return value
