import sys

sys.modules["probes"].snapshot = dict

def play(function):
    return function
