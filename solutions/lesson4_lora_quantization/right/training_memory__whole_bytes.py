"""Whole bytes, as ints, from fractions."""

from fractions import Fraction


def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = n_params if n_trainable is None else n_trainable
    weights = int(2 * t + (n_params - t) * Fraction(weight_bits) / 8)
    return dict(weights=weights, gradients=2 * t, optimizer=8 * t, total=weights + 10 * t)
