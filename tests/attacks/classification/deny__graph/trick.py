from torch import nn

nn.Module.register_forward_hook = lambda self, hook, **kwargs: None

def play(function):
    return function
