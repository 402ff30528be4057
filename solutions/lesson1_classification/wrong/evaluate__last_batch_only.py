"""L1.E02: Only the last batch decides your result. What happens to the counts of the batches
before it?

credit: 0.25
input: a batch of three, all right, and a batch of one, wrong
yours: 0.0
holds: the order of the batches does not matter
question: Which of your lines start over in every round of the loop?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    accuracy = None
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            accuracy = (pred == batch["labels"]).float().mean().item()
    model.train(was_training)
    if accuracy is None:
        raise ValueError("no data")
    return accuracy
