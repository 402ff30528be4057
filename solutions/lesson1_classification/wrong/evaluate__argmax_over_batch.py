"""L1.E06: You look for the best sentence of each class, not for the best class of each sentence.
Which axis holds the classes?

credit: 0.25
input: one row with scores [1, 5]
yours: class 0, and class 0 again
holds: a row's prediction does not depend on the rows beside it
question: How many predictions should a batch of four rows give?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    correct = total = 0
    with torch.no_grad():
        for batch in batches:
            logits = model(batch["input_ids"], batch["attention_mask"])
            correct += (logits.argmax(dim=0) == batch["labels"]).sum().item()
            total += len(batch["labels"])
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return correct / total
