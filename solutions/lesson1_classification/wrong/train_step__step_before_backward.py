"""L1.G59: Your step comes before the gradients of this batch exist. It uses what an earlier batch
left behind, or nothing.

credit: 0.25
input: two calls with two different batches
yours: the first call moves nothing, the second one follows the first batch
holds: the first call moves the weights
question: Where do the gradients come from that your step uses?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    optimizer.step()
    optimizer.zero_grad()
    loss.backward()
    return loss.item()
