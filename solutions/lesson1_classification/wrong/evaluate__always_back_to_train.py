"""L1.E52: Your function ends in training mode, even for a model that came in evaluation mode.
Restoring means the mode that was there before.

credit: 0.75
input: a model in evaluation mode
yours: training mode after the call
holds: the mode is the same before and after
question: In which mode may a model arrive?
"""

import torch


def evaluate(model, batches):
    model.eval()
    correct = total = 0
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            correct += (pred == batch["labels"]).sum().item()
            total += len(batch["labels"])
    model.train()
    if total == 0:
        raise ValueError("no data")
    return correct / total
