"""L1.G18: Your loss scores each class on its own, as if several could be right at once. Here
exactly one is.

credit: 0.5
input: scores [5, 5], label 0
yours: loss 2.51
holds: adding one number to all scores of a row leaves the loss alone
question: May a sentence belong to two classes in this task?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    target = F.one_hot(batch["labels"], logits.shape[-1]).to(logits.dtype)
    loss = F.binary_cross_entropy_with_logits(logits, target)
    loss.backward()
    optimizer.step()
    return loss.item()
