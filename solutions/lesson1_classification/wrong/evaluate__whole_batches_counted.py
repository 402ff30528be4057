"""L1.E55: A batch counts only if all of its sentences are right. What is the unit that accuracy
counts?

credit: 0.25
input: two batches of two, with one wrong sentence in the second
yours: 0.5
holds: cutting the same sentences into other batches leaves the result alone
question: What does one wrong sentence cost in your count?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    correct = total = 0
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            if torch.equal(pred, batch["labels"]):
                correct += 1
            total += 1
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return correct / total
