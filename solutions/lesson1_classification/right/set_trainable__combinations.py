"""Ways to freeze, to pick the last blocks, to thaw and to count: `generate()` yields all 96."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from textwrap import indent

# Each snippet leaves the head trainable and everything else frozen.
FREEZE = {
    "loop": """\
for p in model.backbone.parameters():
    p.requires_grad = False
for p in model.head.parameters():
    p.requires_grad = True""",
    "module_method": """\
model.backbone.requires_grad_(False)
model.head.requires_grad_(True)""",
    "whole_then_head": """\
for p in model.parameters():
    p.requires_grad = False
model.head.requires_grad_(True)""",
    "by_name": """\
for name, p in model.named_parameters():
    p.requires_grad = name.startswith("head")""",
}

# Each snippet makes `chosen` the list of the last n blocks.
BLOCKS = {
    "slice": "chosen = list(blocks[len(blocks) - n_blocks :])",
    "enumerate": "chosen = [b for i, b in enumerate(blocks) if i >= len(blocks) - n_blocks]",
    "reversed_zip": "chosen = [b for _, b in zip(range(n_blocks), reversed(list(blocks)))]",
    "guarded_negative": "chosen = list(blocks[-n_blocks:]) if n_blocks else []",
}

THAW = {
    "loop": """\
for module in chosen:
    for p in module.parameters():
        p.requires_grad = True""",
    "module_method": """\
for module in chosen:
    module.requires_grad_(True)""",
}

COUNT = {
    "numel": "return sum(p.numel() for p in model.parameters() if p.requires_grad)",
    "shape_product": (
        "return sum(math.prod(p.shape) for p in model.parameters() if p.requires_grad)"
    ),
    "one_vector": (
        "return len(parameters_to_vector(p for p in model.parameters() if p.requires_grad))"
    ),
}

TEMPLATE = """\
import math

from torch.nn.utils import parameters_to_vector


def set_trainable(model, n_blocks):
    blocks = model.backbone.h
    if not 0 <= n_blocks <= len(blocks):
        raise ValueError("the model does not have that many blocks")
{freeze}
{blocks}
    if n_blocks >= 1:
        chosen.append(model.backbone.ln_f)
{thaw}
{count}
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    for freeze, blocks, thaw, count in product(FREEZE, BLOCKS, THAW, COUNT):
        source = TEMPLATE.format(
            freeze=indent(FREEZE[freeze], "    "),
            blocks=indent(BLOCKS[blocks], "    "),
            thaw=indent(THAW[thaw], "    "),
            count=indent(COUNT[count], "    "),
        )
        yield f"{freeze}-{blocks}-{thaw}-{count}", source
