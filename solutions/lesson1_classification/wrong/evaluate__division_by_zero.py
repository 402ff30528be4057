"""L1.E11: Without a single sentence your function ends in a division by zero. The contract asks
for an error that says what is wrong.

credit: 0.9
input: an empty list of batches
yours: ZeroDivisionError
holds: the caller can catch a ValueError
question: What does the accuracy of nothing mean?
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
    return correct / total
