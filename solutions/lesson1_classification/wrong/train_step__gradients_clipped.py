"""L1.G55: Large gradients are cut before your step. That is a common habit, but the contract asks
for the plain step of this batch.

credit: 0.75
input: plain gradient descent with rate 1 and a steep loss
yours: the weights never move by more than 1 in total
holds: a loss twice as steep gives a step twice as long
question: What stands between your backward pass and your step?
"""

import torch
import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return loss.item()
