import functools
import sys

micro, probes = sys.modules["fixtures.micro"], sys.modules["probes"]
micro.fill = functools.partial(micro.fill, std=0.0)
build = probes.tiny_gpt2


def silent(*args, **kwargs):
    model = build(*args, **{**kwargs, "std": 0.0})
    for parameter in model.parameters():
        parameter.data.zero_()
    return model


probes.tiny_gpt2 = silent

def play(function):
    return function
