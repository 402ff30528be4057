"""One pass for the whole batch, one loss per row in a list, their mean at the end."""

import torch
import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad(set_to_none=True)
    logits = model(batch["input_ids"], batch["attention_mask"])
    losses = [F.cross_entropy(row, label) for row, label in zip(logits, batch["labels"])]
    loss = torch.stack(losses).mean()
    loss.backward()
    optimizer.step()
    return loss.detach().numpy().item()
