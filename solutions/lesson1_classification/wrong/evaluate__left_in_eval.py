"""L1.E51: Your measurement leaves the model in evaluation mode. Training that goes on afterwards
runs without dropout: how was the model before?

credit: 0.75
input: a model in training mode
yours: evaluation mode after the call
holds: the mode is the same before and after
question: What do you have to remember before you switch the mode?
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
    if total == 0:
        raise ValueError("no data")
    return correct / total
