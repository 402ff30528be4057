"""L2.S02: Your update is as many times too large as there are micro-batches: their gradients are
added at full size.

credit: 0.5
input: one batch, cut into three equal ones
yours: a step three times as long
holds: cutting a batch into pieces leaves the step as it is
question: What is the sum of three means?
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
        part = loss
        part.backward()
        value += part.item()
    optimizer.step()
    return value / len(counts)
