"""L1.G56: After your step the optimizer has another learning rate than before. The first step is
right, later ones are too short.

credit: 0.75
input: two steps at rate 1
yours: the second one runs at rate 0.9
holds: the optimizer's settings are the same before and after
question: Whose job is a schedule, the step's or the loop's?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    for group in optimizer.param_groups:
        group["lr"] *= 0.9
    return loss.item()
