"""L1.E57: Your number goes down when the model gets better. Which sentences do you count?

credit: 0.25
input: four sentences, three of them right
yours: 0.25
holds: a perfect model gets 1
question: What does your comparison say about a right sentence?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    wrong = total = 0
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            wrong += (pred != batch["labels"]).sum().item()
            total += len(batch["labels"])
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return wrong / total
