"""L1.G97: Your step thaws the whole model, so what the caller has frozen is trained too. Who decides what
is trainable?

credit: 0.25
input: a model with frozen blocks
yours: the frozen blocks move
holds: they stay where they are
question: Which line of yours changes more than weights?
"""

import torch
import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    model.requires_grad_(True)
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    return loss.item()
