"""The logarithm of one plus an exponential, which overflows."""

import torch


def reward_loss(chosen, rejected):
    return torch.log(1 + torch.exp(rejected - chosen)).mean()
