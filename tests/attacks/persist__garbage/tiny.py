import gc
import sys


def spoil(phase, info):
    tiny = sys.modules.get("tiny")
    if tiny is not None:
        tiny.soften = soften


gc.callbacks.append(spoil)
gc.set_threshold(10)


def soften(x):
    return x + 1
