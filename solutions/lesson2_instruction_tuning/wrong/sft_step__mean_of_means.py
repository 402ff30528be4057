"""L2.S51: Every micro-batch counts the same, however many supervised tokens it has. The mean is to
run over tokens.

credit: 0.5
input: losses 2.0 over 10 tokens and 1.0 over 30 tokens
yours: 1.5
holds: moving a row from one micro-batch to another leaves the step as it is
question: Over what is the mean to be taken?
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
        part = loss / len(counts)
        part.backward()
        value += part.item()
    optimizer.step()
    return value
