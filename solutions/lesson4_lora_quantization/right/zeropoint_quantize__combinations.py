"""Right answers to task 4.5: every zero point x order of rounding x range x kind of whole number."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

# All of them are whole numbers in a float tensor.
ZERO_POINT = {
    "at_the_minimum": "zp = torch.round(-128 - lo / scale)",
    "at_the_maximum": "zp = torch.round(127 - hi / scale)",
    "minimum_rounded_first": "zp = -128 - torch.round(lo / scale)",
    "by_the_middle": "zp = torch.round(-0.5 - (lo + hi) / 2 / scale)",
}

CODES = {
    "rounded_then_shifted": "q = torch.round(w / scale) + zp",
    "shifted_then_rounded": "q = torch.round(w / scale + zp)",
    "half_up": "q = torch.floor(w / scale + zp + 0.5)",
    "inverse_scale": "q = torch.round(w * (1 / scale) + zp)",
}

RANGE = {
    "min_and_max": "lo, hi = w.min(), w.max()",
    "aminmax": "lo, hi = torch.aminmax(w)",
    "sorted": "lo, hi = w.flatten().sort().values[[0, -1]]",
}

KIND = {"int": "int(zp)", "int32_tensor": "zp.to(torch.int32)", "item": "zp.long().item()"}

TEMPLATE = """\
import torch


def zeropoint_quantize(w):
    w = w.detach()
    {range}
    scale = (hi - lo) / 255
    if hi == lo:
        scale = torch.ones_like(scale)
    {zero_point}
    {codes}
    return q.clamp(-128, 127).to(torch.int8), scale, {kind}
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    axes = (ZERO_POINT.items(), CODES.items(), RANGE.items(), KIND.items())
    for (anchor, zp), (order, codes), (ends, span), (name, kind) in itertools.product(*axes):
        source = TEMPLATE.format(range=span, zero_point=zp, codes=codes, kind=kind)
        yield f"{anchor}-{order}-{ends}-{name}", source
