import builtins
import sys

sys.modules["probes"]._share = lambda before, after: 4


def play(function):
    builtins.inject = function.__globals__.pop("inject")
    return function
