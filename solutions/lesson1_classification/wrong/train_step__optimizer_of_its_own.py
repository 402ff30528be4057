"""L1.G96: The step is taken by an optimizer that you make anew, so what the caller's has gathered (its
momentum) is lost. Whose is the step to take?

credit: 0.25
input: two steps with SGD and momentum 0.9
yours: the second step knows nothing of the first
holds: the given optimizer takes every step
question: What does an optimizer remember from one step to the next?
"""

import torch
import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    torch.optim.SGD(model.parameters(), lr=optimizer.param_groups[0]["lr"]).step()
    return loss.item()
