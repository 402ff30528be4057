"""L1.G62: Padding takes part in your scores: the model never hears which tokens are real. What
else is in the batch besides ids and labels?

credit: 0.5
input: one row twice, once with two padding tokens
yours: two different losses
holds: padding a row leaves its loss alone
question: Which entry of the batch do you never read?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    return loss.item()
