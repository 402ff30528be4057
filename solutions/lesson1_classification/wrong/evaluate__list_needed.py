"""L1.E71: Your function needs to know the number of batches before it starts. A generator cannot
tell: what do you need it for?

credit: 0.75
input: batches from a generator
yours: an error before the first batch
holds: the kind of iterable does not matter
question: Can the number of sentences be counted on the way?
"""

import torch


def evaluate(model, batches):
    if len(batches) == 0:
        raise ValueError("no data")
    was_training = model.training
    model.eval()
    correct = total = 0
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            correct += (pred == batch["labels"]).sum().item()
            total += len(batch["labels"])
    model.train(was_training)
    return correct / total
