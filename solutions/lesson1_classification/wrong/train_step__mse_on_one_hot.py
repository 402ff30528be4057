"""L1.G05: Your loss pulls the scores towards exactly 0 and 1. Scores may be any number: what
should the loss compare with the label?

credit: 0.25
input: scores [9, -9], label 0
yours: loss 72.5, for a confident right answer
holds: adding one number to both scores of a row leaves the loss alone
question: Does a larger score for the right class always lower your loss?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    target = F.one_hot(batch["labels"], logits.shape[-1]).float()
    loss = F.mse_loss(logits, target)
    loss.backward()
    optimizer.step()
    return loss.item()
