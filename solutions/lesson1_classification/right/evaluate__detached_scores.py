"""Runs the model under no_grad one row at a time and compares each score with the label's."""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    n = hits = 0
    for batch in batches:
        for ids, mask, label in zip(batch["input_ids"], batch["attention_mask"], batch["labels"]):
            with torch.no_grad():
                scores = model(ids[None], mask[None])[0]
            hits += bool((scores <= scores[label]).all())
            n += 1
    model.train(was_training)
    if n == 0:
        raise ValueError("no data")
    return hits / n
