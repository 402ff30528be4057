import builtins

builtins.float = lambda thing=0: 0.0


def soften(x):
    return x + 1
