"""L1.G52: Only the last row of the batch teaches your model. The other rows can be replaced and
nothing changes.

credit: 0.25
input: a batch of three rows
yours: the loss of the third row
holds: editing the first row changes the step
question: How many rows does your loss see?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits[-1:], batch["labels"][-1:])
    loss.backward()
    optimizer.step()
    return loss.item()
