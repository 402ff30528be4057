"""L1.G03: The loss comes back, but no weight changes. Which call turns gradients into new
weights, and are they there when it comes?

credit: 0.25
aliases: L1.G58, L1.G75
input: two calls on the same batch
yours: the same loss twice
holds: the second loss differs from the first
question: Who uses the gradients once they are there?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    return loss.item()
