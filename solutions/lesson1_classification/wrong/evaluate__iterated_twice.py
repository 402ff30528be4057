"""L1.E58: With a list your result is right, with a generator it is 0. What is left of a generator
after its first round?

credit: 0.5
input: the same batches, once as a list and once from a generator
yours: two different results, the second one 0
holds: the kind of iterable does not matter
question: How many times does your function walk through the batches?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total = sum(len(batch["labels"]) for batch in batches)
    if total == 0:
        raise ValueError("no data")
    correct = 0
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            correct += (pred == batch["labels"]).sum().item()
    model.train(was_training)
    return correct / total
