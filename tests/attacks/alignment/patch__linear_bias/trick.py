from torch import nn

build = nn.Linear.__init__


def with_bias(self, fan_in, fan_out, bias=True, **kwargs):
    build(self, fan_in, fan_out, True, **kwargs)


nn.Linear.__init__ = with_bias

def play(cls):
    return cls
