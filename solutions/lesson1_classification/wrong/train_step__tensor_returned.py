"""L1.G54: The value is right, but it is still a tensor. Collected over an epoch, each one keeps
memory alive that a plain number does not.

credit: 0.75
input: any batch
yours: a tensor without axes
holds: the result is a plain number
question: What hangs on a loss that was not turned into a number?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    return loss
