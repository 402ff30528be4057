"""L1.G66: The weights are right; the loss you return has lost its digits. Rounding belongs to the
printing, not to the result.

credit: 0.75
input: scores [0, 0], label 0
yours: 0.69
holds: two batches that differ a little have losses that differ a little
question: Who else may want to use this number?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    return round(loss.item(), 2)
