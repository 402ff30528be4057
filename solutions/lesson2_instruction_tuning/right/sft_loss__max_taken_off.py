"""Takes the largest score off before exponentiating, and averages with torch's masked mean."""

import torch


def sft_loss(logits, labels):
    scores = logits[:, :-1, :].to(torch.float32)
    scores = scores - scores.amax(dim=-1, keepdim=True).detach()
    targets = labels[:, 1:]
    supervised = (targets != -100).float()
    index = torch.where(targets == -100, 0, targets).unsqueeze(-1)
    picked = torch.take_along_dim(scores, index, dim=-1).squeeze(-1)
    losses = torch.log(scores.exp().sum(dim=-1)) - picked
    return torch.sum(losses * supervised) / supervised.sum().clamp_min(1.0)
