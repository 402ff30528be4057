"""L2.S12: A model that arrives in eval mode is trained in eval mode, so without its dropout. Who
sets the mode?

credit: 0.9
input: a model in eval mode
yours: no dropout in the step
holds: the mode before the call does not matter
question: Who switches the model to train mode?
"""

import torch
import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
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
    return value
