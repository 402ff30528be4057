"""Five ways to the gap, seven losses, three ways to detach and three means: all by `generate()`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from textwrap import indent

# Each snippet makes `z` out of pc, pr, rc and rr, with beta.
GAP = {
    "ratios": """\
policy_ratio = pc - pr
ref_ratio = rc - rr
z = beta * (policy_ratio - ref_ratio)""",
    "rewards": "z = beta * (pc - rc) - beta * (pr - rr)",
    "expanded": "z = beta * pc - beta * pr - beta * rc + beta * rr",
    "stacked": "z = (beta * (torch.stack([pc, pr]) - torch.stack([rc, rr]))).diff(dim=0)[0].neg()",
    "chunked": """\
better, worse = (beta * (torch.cat([pc, pr]) - torch.cat([rc, rr]))).chunk(2)
z = better - worse""",
}

LOSS = {
    "logsigmoid": "-F.logsigmoid(z)",
    "softplus": "F.softplus(-z)",
    "binary_cross_entropy": (
        'F.binary_cross_entropy_with_logits(z, torch.ones_like(z), reduction="none")'
    ),
    "two_way_cross_entropy": (
        "F.cross_entropy(torch.stack([z, torch.zeros_like(z)], dim=-1), "
        'torch.zeros(len(z), dtype=torch.long), reduction="none")'
    ),
    "logaddexp": "torch.logaddexp(torch.zeros_like(z), -z)",
    "logsumexp": "torch.stack([torch.zeros_like(z), -z]).logsumexp(dim=0)",
    "module": "-nn.LogSigmoid()(z)",
}

# How a reward is freed from its graph.
FREE = {
    "detach": "{x}.detach()",
    "data": "{x}.data",
    "clone": "{x}.detach().clone()",
}

MEAN = {"mean": "({x}).mean()", "count": "({x}).sum() / len(z)", "axis": "({x}).mean(dim=0)"}

TEMPLATE = """\
import torch
import torch.nn.functional as F
from torch import nn


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    pc, pr = policy_chosen, policy_rejected
    rc, rr = ref_chosen.detach(), ref_rejected.detach()
{gap}
    loss = {loss}
    return loss, {chosen}, {rejected}
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    for names in product(GAP, LOSS, FREE, MEAN):
        gap, loss, free, mean = names
        yield (
            "-".join(names),
            TEMPLATE.format(
                gap=indent(GAP[gap], "    "),
                loss=MEAN[mean].format(x=LOSS[loss]),
                chosen=FREE[free].format(x="(beta * (pc - rc))"),
                rejected=FREE[free].format(x="(beta * (pr - rr))"),
            ),
        )
