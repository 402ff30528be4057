"""L2.S52: You count a supervised token at position 0, for which there is no prediction. Compare
what you count with the terms of the loss.

credit: 0.75
input: a micro-batch with labels at position 0
yours: it weighs too much
holds: a label at position 0 changes nothing
question: How many terms does the loss of a row with n labels have?
"""

import torch
import torch.nn.functional as F


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    counts = [(b["labels"] != -100).sum().item() for b in micro_batches]
    value = 0.0
    for b, n in zip(micro_batches, counts):
        out = model(input_ids=b["input_ids"], attention_mask=b["attention_mask"])
        loss = sft_loss(out.logits, b["labels"])
        part = loss * n / sum(counts)
        part.backward()
        value += part.item()
    optimizer.step()
    return value
