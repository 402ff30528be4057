"""L2.S09: Your weights count tokens that are masked. A long question makes its micro-batch
heavier.

credit: 0.5
input: losses 2.0 over 10 tokens and 1.0 over 30 tokens
yours: weights by the size of the tensors
holds: a longer question leaves the step as it is
question: Which tokens is the mean taken over?
"""

import torch
import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    counts = [b["labels"][:, 1:].numel() for b in micro_batches]
    value = 0.0
    for b, n in zip(micro_batches, counts):
        out = model(input_ids=b["input_ids"], attention_mask=b["attention_mask"])
        loss = sft_loss(out.logits, b["labels"])
        part = loss * n / sum(counts)
        part.backward()
        value += part.item()
    optimizer.step()
    return value
