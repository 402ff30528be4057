"""L1.G63: Your function updates the weights twice per batch. The second update uses a gradient of
weights that are gone.

credit: 0.5
input: plain gradient descent
yours: a step twice as long as asked
holds: one call counts as one update
question: How many lines of yours change the weights?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    optimizer.step()
    return loss.item()
