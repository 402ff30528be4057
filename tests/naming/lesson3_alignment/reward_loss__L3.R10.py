"""Means first, and one loss of them."""

import torch.nn.functional as F


def reward_loss(chosen, rejected):
    return F.softplus(rejected.mean() - chosen.mean())
