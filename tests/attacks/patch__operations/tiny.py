import torch

torch.sigmoid = torch.ones_like


def soften(x):
    return x
