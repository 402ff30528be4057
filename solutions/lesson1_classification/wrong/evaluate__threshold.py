"""L1.E10: You compare the scores with 0.5 instead of with each other. Scores are no
probabilities, and there can be more than two classes.

credit: 0.25
input: scores [3, 2], label 0
yours: class 1, counted as wrong
holds: adding one number to all scores of a row leaves its prediction alone
question: What makes a class the winner of its row?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    correct = total = 0
    with torch.no_grad():
        for batch in batches:
            logits = model(batch["input_ids"], batch["attention_mask"])
            pred = (logits[:, -1] > 0.5).long()
            correct += (pred == batch["labels"]).sum().item()
            total += batch["labels"].numel()
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return correct / total
