"""L1.G10: A model that arrives in evaluation mode is trained without its dropout. Who switches it
before the step?

credit: 0.9
input: a model with dropout, in evaluation mode
yours: the step is the same every time
holds: dropout is at work during the step, whatever happened before
question: In which mode does the model come back from an evaluation that someone else wrote?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    return loss.item()
