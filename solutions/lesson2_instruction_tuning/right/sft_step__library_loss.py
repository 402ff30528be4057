"""Has the model compute its own loss, told how many tokens there are in all."""

import torch


def sft_step(model, micro_batches, optimizer):
    model.train()
    optimizer.zero_grad()
    n = torch.stack([(b["labels"][:, 1:] != -100).sum() for b in micro_batches]).sum()
    value = 0.0
    for batch in micro_batches:
        loss = model(**batch, num_items_in_batch=n).loss
        loss.backward()
        value += loss.detach().item()
    optimizer.step()
    return value
