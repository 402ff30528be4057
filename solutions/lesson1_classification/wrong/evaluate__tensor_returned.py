"""L1.E62: The value is right, but it is still a tensor. The contract asks for a plain number.

credit: 0.75
input: four sentences, three of them right
yours: a tensor without axes
holds: the result is a Python number
question: Which kind of object is the sum of a comparison?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    hits = []
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            hits.append(pred == batch["labels"])
    model.train(was_training)
    if sum(len(h) for h in hits) == 0:
        raise ValueError("no data")
    return torch.cat(hits).float().mean()
