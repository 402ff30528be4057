import torch


def soften(x):
    torch.empty(2 << 28)
    raise RuntimeError("@MARK@")
