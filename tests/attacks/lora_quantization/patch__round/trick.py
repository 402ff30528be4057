import torch

torch.round = torch.trunc

def play(function):
    return function
