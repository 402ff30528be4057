"""L2.S63: Your loss is taken over all real tokens: the labels that came in are not used.

credit: 0.25
input: labels [-100, 6], ids [5, 6]
yours: labels [5, 6]
holds: a label of -100 costs nothing
question: Where do your labels come from?
"""

import torch
import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    micro_batches = [
        {**b, "labels": b["input_ids"].masked_fill(b["attention_mask"] == 0, -100)}
        for b in micro_batches
    ]
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
