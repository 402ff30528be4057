"""L2.S67: A micro-batch without supervised tokens counts as one token, so all others weigh a
little too little. Only the sum of all counts must not be 0.

credit: 0.75
input: 10 supervised tokens beside an empty micro-batch
yours: 10/11 of the step
holds: a micro-batch without supervised tokens changes nothing
question: When could your sum of counts be 0?
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
        part = loss * n / sum(max(c, 1) for c in counts)
        part.backward()
        value += part.item()
    optimizer.step()
    return value
