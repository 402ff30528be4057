"""L1.E63: You count as if every batch were as large as the first. The last one rarely is: how
many sentences have you seen?

credit: 0.5
input: a batch of three and a batch of one, all right
yours: 0.67
holds: a perfect model gets 1
question: Where does the number of sentences in your division come from?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    correct = n_batches = batch_size = 0
    with torch.no_grad():
        for batch in batches:
            if n_batches == 0:
                batch_size = len(batch["labels"])
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            correct += (pred == batch["labels"]).sum().item()
            n_batches += 1
    model.train(was_training)
    total = n_batches * batch_size
    if total == 0:
        raise ValueError("no data")
    return correct / total
