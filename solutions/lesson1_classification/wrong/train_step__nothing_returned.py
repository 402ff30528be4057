"""L1.G17: The weights move as they should, but the function returns None. What does the caller
plot?

credit: 0.75
input: any batch
yours: None
holds: the result is a number that can be added up
question: What follows the last step in the signature's promise?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
