"""L1.E70: You return the mean loss of the sentences. The contract asks how many of them are
right.

credit: 0.25
input: scores [1, 0], label 0
yours: 0.31
holds: multiplying all scores by 2 leaves the result alone
question: Does the result of a right sentence depend on how sure the model is?
"""

import torch
import torch.nn.functional as F


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    loss = total = 0
    with torch.no_grad():
        for batch in batches:
            logits = model(batch["input_ids"], batch["attention_mask"])
            loss += F.cross_entropy(logits, batch["labels"], reduction="sum").item()
            total += len(batch["labels"])
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return loss / total
