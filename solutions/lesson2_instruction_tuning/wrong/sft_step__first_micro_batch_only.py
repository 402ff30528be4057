"""L2.S56: Only the first micro-batch acts in your step. Change a label in the second one and
compare.

credit: 0.25
input: two micro-batches
yours: the step of the first
holds: changing any supervised token changes the step
question: How often does your loop run?
"""

import torch
import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    counts = [(b["labels"][:, 1:] != -100).sum().item() for b in micro_batches]
    value = 0.0
    micro_batches, counts = micro_batches[:1], counts[:1]
    for b, n in zip(micro_batches, counts):
        out = model(input_ids=b["input_ids"], attention_mask=b["attention_mask"])
        loss = sft_loss(out.logits, b["labels"])
        part = loss * n / sum(counts)
        part.backward()
        value += part.item()
    optimizer.step()
    return value
