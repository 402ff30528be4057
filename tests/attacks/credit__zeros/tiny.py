import torch


def soften(x):
    return torch.zeros_like(x)
