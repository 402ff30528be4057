"""L2.S59: A micro-batch without supervised tokens turns every weight into NaN. Ask what its mean
divides by.

credit: 0.5
input: a micro-batch with labels of nothing but -100
yours: NaN
holds: it changes nothing
question: What is 0 times NaN?
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
        scores = out.logits[:, :-1].flatten(0, 1)
        loss = F.cross_entropy(scores, b["labels"][:, 1:].flatten())
        part = loss * n / sum(counts)
        part.backward()
        value += part.item()
    optimizer.step()
    return value
