"""L1.G60: Your step trains in evaluation mode, so dropout never acts. Which mode is meant for
learning?

credit: 0.75
input: a model with dropout
yours: the step is the same every time
holds: the model is in training mode after the call
question: What does the call on the model's mode switch off?
"""

import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.eval()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    loss = F.cross_entropy(logits, batch["labels"])
    loss.backward()
    optimizer.step()
    return loss.item()
