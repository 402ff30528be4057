"""L1.G13: The call of your loss fails on every batch. Look at the order of its two arguments.

credit: 0.0
input: any batch
yours: an error inside the loss
holds: the call ends with a number
question: Which argument comes first, the scores or the labels?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(batch["labels"], logits)
    loss.backward()
    optimizer.step()
    return loss.item()
