"""Every class is a yes-or-no question of its own."""

import torch
import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad()
    logits = model(batch["input_ids"], batch["attention_mask"])
    yes = torch.eye(logits.shape[1])[batch["labels"]]
    loss = -(yes * F.logsigmoid(logits) + (1 - yes) * F.logsigmoid(-logits)).mean()
    loss.backward()
    optimizer.step()
    return loss.item()
