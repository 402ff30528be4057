"""Counts bits, divides at the end, and has a key more than is asked for."""


def training_memory(n_params, n_trainable=None, weight_bits=16):
    if n_trainable is None:
        n_trainable = n_params
    bits = {
        "weights": 16 * n_trainable + weight_bits * (n_params - n_trainable),
        "gradients": 16 * n_trainable,
        "optimizer": 2 * 32 * n_trainable,
    }
    memory = {"share": n_trainable / max(1, n_params)}
    for name, count in bits.items():
        memory[name] = count / 8
    memory["total"] = sum(bits.values()) / 8
    return memory
