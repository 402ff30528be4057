"""Mistakes of lesson 4 combined: each knob of a task is set right or to a known mistake.

Of every family only the right setting passes; no knob that is set right is ever named; and pairs of
mistakes that show in different cases are named together.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest
from knobs import Combination, Judged, Slips

LESSON = "lesson4"
SEED = 404


class Family(NamedTuple):
    """A task's template, and its knobs: per knob, the code of each setting and its mistake's id."""

    task: str
    template: str
    knobs: Mapping[str, Mapping[str, str]]

    def combinations(self) -> Iterator[Combination]:
        """Yield the ids of the mistakes that a combination makes, and its source."""
        for setting in itertools.product(*(knob.items() for knob in self.knobs.values())):
            source = self.template
            for knob, (_, code) in zip(self.knobs, setting, strict=True):
                source = source.replace(f"<{knob}>", code)
            yield frozenset(id for id, _ in setting if id != "right"), source


DETOUR = Family(
    "4.1",
    """
import torch
import torch.nn.functional as F
from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        d_in, d_out = base.weight.shape if isinstance(base, Conv1D) else base.weight.T.shape
        self.base = base.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(r, d_in).to(base.weight.dtype))
        self.B = nn.Parameter(torch.zeros(d_out, r, dtype=base.weight.dtype))
        self.p, self.scale = dropout, <scale>

    def forward(self, x):
        W = self.base.weight if isinstance(self.base, Conv1D) else self.base.weight.T
        bias = 0 if self.base.bias is None else self.base.bias
        z = <input>
        z = <dropout>
        return x @ W + <bias> + self.scale * (z @ self.A.T @ self.B.T)
""",
    {
        "scale": {"right": "alpha / r", "L4.A01": "alpha", "L4.A02": "r / alpha"},
        "bias": {"right": "bias", "L4.A11": "2 * bias", "L4.A12": "0"},
        "dropout": {
            "right": "F.dropout(z, self.p, self.training)",
            "L4.A16": "z",
            "L4.A17": "F.dropout(z, self.p)",
        },
        "input": {"right": "x", "L4.A18": "x.detach()"},
    },
)

ABSMAX = Family(
    "4.4",
    """
import torch


def absmax_quantize(w, bits=8):
    w = w.detach()<dtype>
    top = 2 ** (bits - 1) - 1
    if not w.any():
        return <zeros>
    scale = w.abs().max() / <steps>
    codes = torch.<round>(w / scale).clamp(-top, top).to(torch.int8)
    return codes, scale.float()
""",
    {
        "dtype": {"right": ".float()", "L4.Q57": ""},
        "zeros": {
            "right": "torch.zeros(w.shape, dtype=torch.int8), torch.tensor(1.0)",
            "L4.Q07": "torch.zeros(w.shape, dtype=torch.int8), torch.tensor(0.0)",
        },
        "steps": {"right": "top", "L4.Q02": "(2**bits - 1)", "L4.Q52": "(top + 1)"},
        "round": {"right": "round", "L4.Q05": "floor", "L4.Q58": "ceil", "L4.Q53": "trunc"},
    },
)

ZERO_POINT = Family(
    "4.5",
    """
import torch


def zeropoint_quantize(w):
    w = w.detach()
    low, high = w.min(), w.max()
    if high == low:
        <equal>
    scale = (high - low) / <steps>
    zero_point = int(torch.round(-128 - low / scale))
    <clamp>
    codes = (torch.<round>(w / scale) + zero_point).clamp(-128, 127).to(torch.int8)
    return codes, scale, zero_point
""",
    {
        "equal": {
            "right": "return torch.full(w.shape, -128).char(), 1.0, -128 - round(low.item())",
            "L4.Z57": "return torch.zeros(w.shape).char(), 1.0, 0",
        },
        "steps": {"right": "255", "L4.Z09": "127", "L4.Z51": "256"},
        "clamp": {"right": "", "L4.Z52": "zero_point = min(127, max(-128, zero_point))"},
        "round": {"right": "round", "L4.Z60": "floor"},
    },
)

MEMORY = Family(
    "4.6",
    """
def training_memory(n_params, n_trainable=None, weight_bits=16):
    t = <default>
    weights = <weights>
    gradients = <gradients>
    optimizer = <optimizer>
    total = weights + gradients + optimizer
    return dict(weights=weights, gradients=gradients, optimizer=optimizer, total=total)
""",
    {
        "default": {
            "right": "n_params if n_trainable is None else n_trainable",
            "L4.B51": "n_trainable or n_params",
        },
        "weights": {
            "right": "2 * t + (n_params - t) * weight_bits / 8",
            "L4.B11": "2 * t + (n_params - t) * 2",
            "L4.B13": "n_params * weight_bits / 8",
        },
        "gradients": {"right": "2 * t", "L4.B05": "4 * t", "L4.B08": "2 * n_params"},
        "optimizer": {"right": "8 * t", "L4.B54": "4 * t", "L4.B57": "8 * n_params"},
    },
)

FAMILIES = (DETOUR, ABSMAX, ZERO_POINT, MEMORY)
PAIRS = (  # mistakes that show in different cases, so both are named
    (DETOUR, {"L4.A16", "L4.A18"}),
    (ABSMAX, {"L4.Q07", "L4.Q57"}),
)
# Frozen numbers with 16 bits, gradients and optimizer states are trainable in all but name.
SUMS_TO = {frozenset({"L4.B08", "L4.B11", "L4.B57"}): "L4.B09"}


class TestSlips(Slips):
    """The families of lesson 4."""


def test_no_knob_that_is_right_is_named(judged: Judged) -> None:
    """Whatever is set wrong, a named mistake is one of those made, or what they add up to."""
    for made, result in judged:
        sums = {whole for parts, whole in SUMS_TO.items() if parts <= made}
        assert set(result.misconceptions) <= made | sums, made


@pytest.mark.parametrize(("judged", "pair"), PAIRS, ids=("4.1", "4.4"), indirect=["judged"])
def test_independent_pairs_are_named(judged: Judged, pair: set[str]) -> None:
    """Two mistakes that show in different cases are named with both ids."""
    assert set(dict(judged)[frozenset(pair)].misconceptions) == pair
