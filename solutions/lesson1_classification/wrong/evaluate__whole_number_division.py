"""L1.E60: Your result is 0 unless every single sentence is right. What does your division do with
the remainder?

credit: 0.25
input: four sentences, three of them right
yours: 0
holds: one more right sentence raises the result
question: Which two kinds of division does Python know?
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
    return float(correct // total)
