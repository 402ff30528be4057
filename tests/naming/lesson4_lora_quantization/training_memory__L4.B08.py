"""Thinks of gradients as one per number."""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    trained = n_params if n_trainable is None else n_trainable
    memory = {"gradients": n_params * 16 / 8, "optimizer": trained * (32 + 32) / 8}
    memory["weights"] = (n_params - trained) * weight_bits / 8 + trained * 16 / 8
    memory["total"] = sum(memory.values())
    return memory
