"""Probabilities go into a loss that normalises its input once more."""

import torch
from torch import nn


def train_step(model, batch, optimizer):
    model.train()
    optimizer.zero_grad(set_to_none=True)
    logits = model(batch["input_ids"], batch["attention_mask"])
    probs = torch.exp(logits - torch.logsumexp(logits, dim=-1, keepdim=True))
    loss = nn.CrossEntropyLoss()(probs, batch["labels"])
    loss.backward()
    optimizer.step()
    return loss.item()
