"""Asks autograd for the gradients and stores them itself, so old ones are overwritten."""

import torch
import torch.nn.functional as F


def train_step(model, batch, optimizer):
    model.train()
    loss = F.cross_entropy(model(batch["input_ids"], batch["attention_mask"]), batch["labels"])
    params = [p for group in optimizer.param_groups for p in group["params"] if p.requires_grad]
    grads = torch.autograd.grad(loss, params, allow_unused=True)
    for p, g in zip(params, grads):
        p.grad = g
    optimizer.step()
    return float(loss)
