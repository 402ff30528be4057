"""L2.S11: The gradients are there and the weights stay where they are. One call is missing.

credit: 0.25
input: one call
yours: the same weights as before
holds: the loss is lower when the same micro-batches come again
question: Which object moves weights?
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
    return value
