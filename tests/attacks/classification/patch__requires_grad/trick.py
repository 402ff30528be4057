from torch import nn

nn.Parameter.requires_grad = property(lambda self: True, lambda self, flag: None)

def play(function):
    return function
