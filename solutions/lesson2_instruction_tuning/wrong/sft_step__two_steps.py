"""L2.S60: The optimizer steps twice with the same gradient. Count the calls in your function.

credit: 0.5
input: one call
yours: twice the way
holds: one call moves the weights once
question: How often does your function call step?
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
    optimizer.step()
    return value
