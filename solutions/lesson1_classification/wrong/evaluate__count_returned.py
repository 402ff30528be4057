"""L1.E56: You return how many sentences are right. Among how many? Two data sets of different
size cannot be compared that way.

credit: 0.5
input: four sentences, three of them right
yours: 3.0
holds: the result lies between 0 and 1
question: What turns a count into a share?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    correct = total = 0
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            correct += (pred == batch["labels"]).sum().item()
            total += len(batch["labels"])
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return float(correct)
