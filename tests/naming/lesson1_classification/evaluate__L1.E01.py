"""The accuracies of the batches are averaged, whatever their sizes."""

import torch


def evaluate(model, batches):
    mode = model.training
    model.eval()
    running, n = 0.0, 0
    with torch.inference_mode():
        for batch in batches:
            guess = model(batch["input_ids"], batch["attention_mask"]).max(dim=1)[1]
            hits = guess.eq(batch["labels"]).float()
            running += hits.mean().item()
            n += 1
    model.train(mode)
    if n == 0:
        raise ValueError("no data")
    return running / n
