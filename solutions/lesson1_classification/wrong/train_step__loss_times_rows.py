"""L1.G61: The weights are right; the number you return grows with the batch. What is asked for is
the loss that the step used.

credit: 0.75
input: two rows with scores [0, 0]
yours: 1.386
holds: doubling the batch by repeating it leaves the result alone
question: Which running total was your factor meant for?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    return loss.item() * batch["labels"].size(0)
