import torch

torch.set_grad_enabled(False)


def soften(x):
    return x + 1
