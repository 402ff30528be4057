"""L1.E01: A sentence in a short batch counts more than one in a long batch. What is being
averaged: sentences, or batches?

credit: 0.75
input: a batch of three, all right, and a batch of one, wrong
yours: 0.5
holds: cutting the same sentences into other batches leaves the result alone
question: How many sentences are there in all, and how many of them are right?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    scores = []
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            scores.append((pred == batch["labels"]).float().mean().item())
    model.train(was_training)
    if not scores:
        raise ValueError("no data")
    return sum(scores) / len(scores)
