"""One loop over the pairs."""

import torch
import torch.nn.functional as F


def reward_loss(chosen, rejected):
    losses = [F.softplus(r - c) for c, r in zip(chosen, rejected)]
    return sum(losses) / len(losses)
