"""The largest score is looked for along the batch instead of along the classes."""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    good, count = 0, 0
    with torch.no_grad():
        for batch in batches:
            scores = model(batch["input_ids"], batch["attention_mask"])
            guesses = scores.max(0).indices
            good += int((guesses == batch["labels"]).sum())
            count += batch["labels"].numel()
    model.train(was_training)
    if count == 0:
        raise ValueError("no samples")
    return good / count
