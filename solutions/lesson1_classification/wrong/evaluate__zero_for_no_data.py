"""L1.E61: No data at all gives accuracy 0 with yours, as if a model had failed. The contract asks
for a ValueError.

credit: 0.9
input: an empty list of batches
yours: 0.0
holds: the caller notices that nothing was measured
question: How could a reader tell your 0 from a model that is always wrong?
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
    return correct / total if total else 0.0
