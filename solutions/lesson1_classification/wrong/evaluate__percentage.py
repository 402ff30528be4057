"""L1.E07: Your result is in percent. The contract asks for a share: which is the largest value
that one can have?

credit: 0.75
input: four sentences, three of them right
yours: 75.0
holds: the result lies between 0 and 1
question: What does the caller expect when everything is right?
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
    return 100 * correct / total
