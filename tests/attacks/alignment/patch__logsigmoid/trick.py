import torch
import torch.nn.functional as F

F.logsigmoid = torch.sigmoid

def play(function):
    return function
