import torch


def soften(x):
    return torch.randn_like(x)
