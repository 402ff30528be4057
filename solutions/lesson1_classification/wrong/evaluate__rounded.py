"""L1.E66: Your result has lost its digits. Rounding belongs to the printing, not to the result.

credit: 0.75
input: three sentences, two of them right
yours: 0.7
holds: two thirds and seven tenths are different results
question: Who else may want to use this number?
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
    return round(correct / total, 1)
