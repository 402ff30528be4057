"""L1.E75: The accuracy is printed, and the call returns None. Whoever calls it wants a number to go on
with.

credit: 0.75
input: four sentences, three of them right
yours: 0.75 on the screen, and None
holds: the result is a Python number
question: What does a function without `return` return?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    right = total = 0
    with torch.no_grad():
        for batch in batches:
            logits = model(batch["input_ids"], batch["attention_mask"])
            right += (logits.argmax(dim=-1) == batch["labels"]).sum().item()
            total += len(batch["labels"])
    model.train(was_training)
    if total == 0:
        raise ValueError("no samples")
    print(right / total)
