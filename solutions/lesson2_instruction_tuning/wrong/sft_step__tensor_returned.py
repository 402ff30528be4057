"""L2.S54: You return a tensor; a Python float is asked for. Look at the type of what you add up.

credit: 0.75
input: losses 2.0 over 10 tokens and 1.0 over 30 tokens
yours: a tensor
holds: the number can be written to a file as it is
question: Of which type is your result?
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
    return torch.tensor(value)
