"""L1.E72: You average the probability of the label. Accuracy does not ask how sure the model is,
only whether it is right.

credit: 0.25
input: scores [1, 0], label 0
yours: 0.73
holds: multiplying all scores by 2 leaves the result alone
question: Which value does one right sentence contribute?
"""

import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    score = total = 0
    with torch.no_grad():
        for batch in batches:
            probs = model(batch["input_ids"], batch["attention_mask"]).softmax(dim=-1)
            score += probs.gather(1, batch["labels"][:, None]).sum().item()
            total += len(batch["labels"])
    model.train(was_training)
    if total == 0:
        raise ValueError("no data")
    return score / total
