import torch


def soften(x):
    return torch.full_like(x, 0.5)
