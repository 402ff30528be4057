"""L1.E69: You pick the class with the lowest score. What does a high score of a class mean?

credit: 0.25
input: scores [0.2, 3.1], label 1
yours: class 0, counted as wrong
holds: raising the score of the label never lowers the result
question: Which end of the scores is the model's favourite?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    correct = total = 0
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"], batch["attention_mask"]).argmin(dim=-1)
            correct += (pred == batch["labels"]).sum().item()
            total += len(batch["labels"])
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return correct / total
