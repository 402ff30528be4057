"""L1.E65: You compare the highest score with the label. A score says how strongly, a label says
which: what else comes with a maximum?

credit: 0.25
input: scores [0.2, 3.1], label 1
yours: 3.1 is not 1, counted as wrong
holds: multiplying all scores by 2 leaves the result alone
question: What do you want to know about the maximum, its height or its place?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    correct = total = 0
    with torch.no_grad():
        for batch in batches:
            logits = model(batch["input_ids"], batch["attention_mask"])
            pred = logits.max(dim=-1)[0]
            correct += (pred == batch["labels"]).sum().item()
            total += len(batch["labels"])
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return correct / total
