from fixtures.adapters import LoRA

LoRA.enabled = property(lambda self: True, lambda self, flag: None)

def play(function):
    return function
