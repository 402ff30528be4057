"""L1.G73: Your scores compete between sentences, not between classes. Along which axis do the
probabilities of one sentence sum to 1?

credit: 0.25
input: a batch of one row
yours: loss 0
holds: a row's loss does not depend on the rows beside it
question: Which axis holds the classes?
"""

import torch
import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.nll_loss(torch.log_softmax(logits, dim=0), batch["labels"])
    loss.backward()
    optimizer.step()
    return loss.item()
