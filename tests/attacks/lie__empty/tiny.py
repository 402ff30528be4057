import torch


def soften(x):
    return torch.zeros(0, 1, 1)
