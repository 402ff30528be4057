"""L1.G64: The loss you return is a mean, but your step follows the sum over the rows. What does
each row's backward pass add?

credit: 0.5
input: one row, then the same row twice as a batch
yours: the second step is twice as long
holds: doubling the batch by repeating it leaves the step alone
question: By which factor do the gradients of single rows differ from that of their mean?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    n = len(batch["labels"])
    total = 0.0
    for i in range(n):
        logits = model(batch["input_ids"][i : i + 1], batch["attention_mask"][i : i + 1])
        loss = F.cross_entropy(logits, batch["labels"][i : i + 1])
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total / n
