"""L1.E67: You average over classes, so a sentence of a rare class counts more. Accuracy treats
all sentences alike.

credit: 0.5
input: three sentences of class 0, all right, and one of class 1, wrong
yours: 0.5
holds: every sentence counts the same
question: How much does one sentence contribute, and does its label matter for that?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    right, seen = {}, {}
    with torch.no_grad():
        for batch in batches:
            pred = model(batch["input_ids"], batch["attention_mask"]).argmax(dim=-1)
            for p, y in zip(pred.tolist(), batch["labels"].tolist()):
                right[y] = right.get(y, 0) + (p == y)
                seen[y] = seen.get(y, 0) + 1
    model.train(was_training)
    if not seen:
        raise ValueError("no data")
    return sum(right[y] / seen[y] for y in seen) / len(seen)
