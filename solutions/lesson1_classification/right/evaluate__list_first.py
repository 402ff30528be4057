"""Turns the iterable into a list, looks for data, and only then touches the model."""

import torch


def evaluate(model, batches):
    batches = list(batches)
    total = sum(b["labels"].shape[0] for b in batches)
    if total == 0:
        raise ValueError("empty")
    flags = {m: m.training for m in model.modules()}
    model.eval()
    wrong = 0
    with torch.inference_mode():
        for b in batches:
            scores = model(b["input_ids"], b["attention_mask"])
            wrong += torch.count_nonzero(scores.argsort(dim=-1)[:, -1] - b["labels"]).item()
    for m, flag in flags.items():
        m.training = flag
    return 1.0 - wrong / total
