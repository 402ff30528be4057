"""L2.S57: Only the last micro-batch acts in your step: the gradients of the others are cleared
before it.

credit: 0.25
input: two micro-batches
yours: the step of the last, at its weight
holds: changing any supervised token changes the step
question: How often do you clear the gradients in one call?
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
        optimizer.zero_grad()
        part.backward()
        value += part.item()
    optimizer.step()
    return value
