"""Right answers to task 4.4: every largest magnitude x rounding x clamp x division."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

LARGEST = {
    "abs_max": "top = v.abs().max()",
    "amax": "top = torch.amax(torch.abs(v))",
    "both_ends": "top = torch.maximum(v.max(), -v.min())",
    "norm": 'top = torch.linalg.vector_norm(v, ord=float("inf"))',
    "sorted": "top = v.abs().flatten().sort().values[-1]",
}

ROUND = {
    "round": "codes = torch.round(steps)",
    "round_in_place": "codes = steps.clone().round_()",
    "half_up": "codes = torch.floor(steps + 0.5)",
    "sign_and_floor": "codes = steps.sign() * torch.floor(steps.abs() + 0.5)",
    "numpy": "codes = torch.from_numpy(np.rint(steps.numpy()))",
}

CLAMP = {
    "clamp": "codes = codes.clamp(-limit, limit)",
    "none": "",
    "asymmetric": "codes = codes.clip(-limit - 1, limit)",
    "min_and_max": "codes = torch.minimum(torch.maximum(codes, -limit_), limit_)",
}

DIVIDE = {"divided": "steps = v / scale", "multiplied": "steps = v * (limit / top)"}

TEMPLATE = """\
import numpy as np
import torch


def absmax_quantize(w, bits=8):
    limit = (1 << (bits - 1)) - 1
    limit_ = torch.tensor(float(limit))
    v = w.detach().to(torch.float32)
    {largest}
    if top == 0:
        return torch.zeros(w.shape, dtype=torch.int8), 1.0
    scale = top / limit
    {divide}
    {round}
    {clamp}
    return codes.to(torch.int8), scale
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    axes = (LARGEST.items(), ROUND.items(), CLAMP.items(), DIVIDE.items())
    for (top, largest), (way, rounding), (ends, clamp), (how, divide) in itertools.product(*axes):
        source = TEMPLATE.format(largest=largest, round=rounding, clamp=clamp, divide=divide)
        yield f"{top}-{way}-{ends}-{how}", source
