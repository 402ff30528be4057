"""The chosen one is class 0 of two."""

import torch


def reward_loss(chosen, rejected):
    pair = torch.stack((chosen, rejected), dim=-1)
    return -pair.log_softmax(dim=-1)[:, 0].mean()
