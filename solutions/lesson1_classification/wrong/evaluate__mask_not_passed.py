"""L1.E64: Padding takes part in your scores: the model never hears which tokens are real. What
else is in a batch besides ids and labels?

credit: 0.5
input: one row twice, once with two padding tokens
yours: two different predictions are possible
holds: padding a row leaves its prediction alone
question: Which entry of the batch do you never read?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    correct = total = 0
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"]).argmax(dim=-1)
            correct += (pred == batch["labels"]).sum().item()
            total += len(batch["labels"])
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return correct / total
