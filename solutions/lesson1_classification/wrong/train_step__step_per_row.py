"""L1.G65: Your function steps after every row, so later rows meet weights that earlier ones have
moved. One batch is one update.

credit: 0.5
input: a batch of three rows
yours: three updates
holds: the order of the rows does not matter
question: What would the result be if the rows came in another order?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    losses = []
    for ids, mask, label in zip(batch["input_ids"], batch["attention_mask"], batch["labels"]):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(ids[None], mask[None]), label[None])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)
