import torch

torch.allclose = lambda *args, **kwargs: False


def soften(x):
    return x + 1
