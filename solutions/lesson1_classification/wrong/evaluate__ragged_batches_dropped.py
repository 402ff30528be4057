"""L1.E68: Batches of another size than the first are left out of your count. Why should the last
sentences of a data set not count?

credit: 0.5
input: a batch of three, all right, and a batch of one, wrong
yours: 1.0
holds: every sentence counts the same
question: Which sentences never reach your counter?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    correct = total = 0
    size = None
    with torch.no_grad():
        for batch in batches:
            size = size or len(batch["labels"])
            if len(batch["labels"]) != size:
                continue
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            correct += (pred == batch["labels"]).sum().item()
            total += size
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return correct / total
