"""L2.S58: Micro-batches weigh by their rows. A row may have one supervised token, or many.

credit: 0.5
input: a row with 1 and a row with 30 supervised tokens
yours: both weigh the same
holds: every supervised token weighs the same
question: What does the loss average over?
"""

import torch
import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    counts = [len(b["labels"]) for b in micro_batches]
    value = 0.0
    for b, n in zip(micro_batches, counts):
        out = model(input_ids=b["input_ids"], attention_mask=b["attention_mask"])
        loss = sft_loss(out.logits, b["labels"])
        part = loss * n / sum(counts)
        part.backward()
        value += part.item()
    optimizer.step()
    return value
