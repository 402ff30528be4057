import torch

torch.set_default_device("meta")


def soften(x):
    return x + 1
