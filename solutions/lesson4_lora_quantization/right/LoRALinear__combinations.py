"""Right answers to task 4.1: every storage x way to multiply x place of the scale x way to add."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

# How A and B are made, and what they are as (r, in) and as (out, r).
STORAGE = {
    "thin": (
        """\
        self.A = nn.Parameter(torch.randn(r, d_in, dtype=W.dtype) * 0.1)
        self.B = nn.Parameter(torch.zeros(d_out, r, dtype=W.dtype))
""",
        "self.A",
        "self.B",
    ),
    "wide": (
        """\
        self.lora_a = nn.Parameter(torch.randn(d_in, r, dtype=W.dtype) / r**0.5)
        self.lora_b = nn.Parameter(torch.zeros(r, d_out, dtype=W.dtype))
""",
        "self.lora_a.T",
        "self.lora_b.T",
    ),
    "two_linears": (
        """\
        self.down = nn.Linear(d_in, r, bias=False, dtype=W.dtype)
        self.up = nn.Linear(r, d_out, bias=False, dtype=W.dtype)
        nn.init.zeros_(self.up.weight)
""",
        "self.down.weight",
        "self.up.weight",
    ),
    "mixed": (
        """\
        self.params = nn.ParameterDict()
        self.params["B"] = nn.Parameter(torch.zeros(r, d_out, dtype=W.dtype))
        self.params["A"] = nn.Parameter(torch.rand(r, d_in, dtype=W.dtype) - 0.5)
""",
        'self.params["A"]',
        'self.params["B"].T',
    ),
}

# The detour of x, with a as (r, in) and b as (out, r).
PRODUCT = {
    "chain": "x @ a.T @ b.T",
    "f_linear": "F.linear(F.linear(x, a), b)",
    "delta_first": "x @ (b @ a).T",
    "one_einsum": 'torch.einsum("...i,ri,or->...o", x, a, b)',
    "two_einsums": 'torch.einsum("...r,or->...o", torch.einsum("...i,ri->...r", x, a), b)',
    "flat": "x.reshape(-1, x.shape[-1]).mm(a.t()).mm(b.t()).reshape(*x.shape[:-1], b.shape[0])",
    "columns": "(b @ (a @ x[..., None]))[..., 0]",
}

# Lines before the product, and the product's factor.
SCALE = {
    "on_output": ("", "self.scale * ({product})"),
    "on_input": ("        x = x * self.scale\n", "{product}"),
    "on_a": ("        a = a * self.scale\n", "{product}"),
    "root_on_both": (
        "        a, b = a * self.scale**0.5, b * self.scale**0.5\n",
        "{product}",
    ),
}

SUM = {
    "plus": "out + detour",
    "add": "torch.add(out, detour)",
    "in_place": "out.clone().add_(detour)",
}

TEMPLATE = """\
import torch
import torch.nn.functional as F
from torch import nn
from transformers.pytorch_utils import Conv1D


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha, dropout=0.0):
        super().__init__()
        W = base.weight
        d_in, d_out = tuple(W.shape) if isinstance(base, Conv1D) else tuple(W.shape)[::-1]
        for p in base.parameters():
            p.requires_grad_(False)
        self.base = base
{storage}        self.p = dropout
        self.scale = alpha / r

    def forward(self, x):
        out = self.base(x)
        a, b = {a}, {b}
        x = F.dropout(x, self.p, training=self.training)
{before}        detour = {product}
        return {sum}
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    axes = (STORAGE.items(), PRODUCT.items(), SCALE.items(), SUM.items())
    for (kind, storage), (way, product), (place, scale), (plus, total) in itertools.product(*axes):
        lines, a, b = storage
        before, factor = scale
        source = TEMPLATE.format(
            storage=lines,
            a=a,
            b=b,
            before=before,
            product=factor.format(product=product),
            sum=total,
        )
        yield f"{kind}-{way}-{place}-{plus}", source
