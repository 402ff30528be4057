"""L2.S61: The loss that you return is that of the weights after the step. In which order do scores
and step stand in your code?

credit: 0.75
input: one call
yours: the loss of the next call
holds: the first loss is that of the model as it came
question: Which weights does your loss belong to?
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
    value = 0.0
    with torch.no_grad():
        for b, n in zip(micro_batches, counts):
            out = model(input_ids=b["input_ids"], attention_mask=b["attention_mask"])
            value += sft_loss(out.logits, b["labels"]).item() * n / sum(counts)
    return value
