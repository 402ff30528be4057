"""L1.G06: Your loss and your step grow with the number of rows. What should happen when every row
of the batch is there twice?

credit: 0.5
input: two rows with scores [0, 0]
yours: loss 1.386
holds: doubling the batch by repeating it leaves the loss alone
question: How does your loss depend on the batch size?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"], reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()
