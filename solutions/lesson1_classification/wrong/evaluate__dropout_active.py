"""L1.E53: Measured twice on the same data, your accuracy changes. What is still random in a model
that is being trained?

credit: 0.5
input: a model with dropout in training mode, the same batch twice
yours: two different results
holds: measuring again gives the same result
question: Which part of the network behaves differently during training?
"""

import torch


def evaluate(model, batches):
    correct = total = 0
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            correct += (pred == batch["labels"]).sum().item()
            total += len(batch["labels"])
    if total == 0:
        raise ValueError("no data")
    return correct / total
