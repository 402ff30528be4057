"""Right answers to task 4.2: every way to form the product x way to make the new layer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

# The change of the weight as (out, in); `A` is (r, in), `B` is (out, r).
PRODUCT = {
    "matmul": "delta = scale * (B @ A)",
    "mm": "delta = torch.mm(B * scale, A)",
    "einsum": 'delta = torch.einsum("or,ri->oi", B, A) * scale',
    "transposed": "delta = scale * (A.T @ B.T).T",
    "outer_products": "delta = scale * sum(torch.outer(B[:, k], A[k]) for k in range(len(A)))",
    "addmm": "delta = torch.addmm(torch.zeros_like(B @ A), B, A, alpha=scale)",
}

MADE = {
    "copied_and_added": """\
new = copy.deepcopy(base)
with torch.no_grad():
    new.weight.add_(delta.T if turned else delta)
""",
    "fresh": """\
out_features, in_features = delta.shape
if turned:
    new = Conv1D(out_features, in_features).to(base.weight.dtype)
else:
    new = nn.Linear(in_features, out_features, bias=base.bias is not None)
    new = new.to(base.weight.dtype)
with torch.no_grad():
    new.weight.copy_(base.weight + (delta.T if turned else delta))
    if base.bias is not None:
        new.bias.copy_(base.bias)
""",
    "data": """\
new = copy.deepcopy(base)
new.weight.data = new.weight.data + (delta.T if turned else delta).data
""",
    "state_dict": """\
state = {name: value.clone() for name, value in base.state_dict().items()}
state["weight"] = (state["weight"] + (delta.t() if turned else delta)).detach()
new = copy.deepcopy(base)
new.load_state_dict(state)
""",
}

TEMPLATE = """\
import copy

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D


def merge_lora(layer):
    base, A, B, scale = layer.base, layer.A, layer.B, layer.scale
    turned = isinstance(base, Conv1D)
    {product}
{made}    return new
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    for (way, product), (how, made) in itertools.product(PRODUCT.items(), MADE.items()):
        lines = "".join(f"    {line}\n" for line in made.splitlines())
        yield f"{way}-{how}", TEMPLATE.format(product=product, made=lines)
