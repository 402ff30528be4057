"""L1.E73: The number is right, but after your call gradient tracking stays off for the rest of
the program. The next training step fails.

credit: 0.75
input: an evaluation followed by a training step
yours: an error in the backward pass of that step
holds: the switch for gradients is the same before and after
question: Which of your settings outlive the function?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    correct = total = 0
    for batch in batches:
        pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
        correct += (pred == batch["labels"]).sum().item()
        total += len(batch["labels"])
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return correct / total
