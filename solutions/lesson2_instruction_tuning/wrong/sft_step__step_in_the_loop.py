"""L2.S06: The weights move once for each micro-batch. One step for all of them is asked for.

credit: 0.25
input: three micro-batches
yours: three steps
holds: all micro-batches are scored by the same weights
question: Inside or outside of the loop: where does your step stand?
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
        optimizer.zero_grad()
    return value
