"""Bytes per number of each kind, from a table."""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    table = {"weights": (2, weight_bits / 8), "gradients": (2, 0), "optimizer": (4 + 4, 0)}
    n = n_params if n_trainable is None else n_trainable
    out = {part: n * yes + (n_params - n) * no for part, (yes, no) in table.items()}
    return {**out, "total": sum(out.values())}
