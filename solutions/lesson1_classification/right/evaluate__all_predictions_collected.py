"""Collects every comparison first and averages once, in a decorator's no_grad."""

import torch


@torch.no_grad()
def evaluate(model, batches):
    mode = model.training
    hits = []
    try:
        model.eval()
        for batch in batches:
            logits = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"])
            hits.append(torch.argmax(logits, 1) == batch["labels"])
    finally:
        model.train(mode)
    if not hits or sum(map(len, hits)) == 0:
        raise ValueError("nothing to evaluate")
    return torch.cat(hits).double().mean().item()
