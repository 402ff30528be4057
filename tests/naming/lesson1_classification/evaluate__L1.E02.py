"""The counters start again in every batch, so the last batch decides."""

import torch


@torch.no_grad()
def evaluate(model, batches):
    was = model.training
    model.eval()
    seen = False
    for batch in batches:
        correct, total = 0, 0
        preds = torch.argmax(model(batch["input_ids"], batch["attention_mask"]), dim=1)
        for guess, label in zip(preds.tolist(), batch["labels"].tolist(), strict=True):
            correct += guess == label
            total += 1
        seen = True
    if was:
        model.train()
    if not seen:
        raise ValueError("no data")
    return correct / total
