"""L1.G70: Rare classes of the batch weigh more in your loss than common ones. The contract asks
for the plain mean over rows.

credit: 0.5
input: labels [0, 0, 1]
yours: the third row counts as much as the first two together
holds: every row counts the same
question: How much does one row contribute, and does its label matter for that?
"""

import torch
import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    labels = batch["labels"]
    counts = torch.bincount(labels, minlength=logits.shape[-1]).clamp(min=1)
    loss = F.cross_entropy(logits, labels, weight=1.0 / counts.float())
    loss.backward()
    optimizer.step()
    return loss.item()
