"""L1.G75: Your function measures the loss of the batch and learns nothing from it. What has to
happen between the loss and the next batch?

credit: 0.25
input: two calls on the same batch
yours: the same loss twice, and no gradients
holds: the second loss differs from the first
question: Which call computes the gradients?
"""

import torch
import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    with torch.no_grad():
        logits = model(batch["input_ids"], batch["attention_mask"])
        loss = F.cross_entropy(logits, batch["labels"])
    return loss.item()
