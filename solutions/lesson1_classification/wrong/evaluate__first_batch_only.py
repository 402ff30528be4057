"""L1.E54: Only the first batch decides your result. Look at where the loop is left.

credit: 0.25
input: a batch of three, all right, and a batch of one, wrong
yours: 1.0
holds: the order of the batches does not matter
question: How often does your loop come round?
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
    model.train(was_training)
    raise ValueError("no data")
