"""Three heads, two orders and four ways to ask for the hidden state: `generate()` yields all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

# The attribute `head`, and how it is applied to `x`.
HEAD = {
    "linear": ("nn.Linear(backbone.config.n_embd, num_classes, bias=False)", "self.head({x})"),
    "parameter_dc": (
        "nn.Parameter(torch.randn(backbone.config.n_embd, num_classes) * 0.02)",
        "{x} @ self.head",
    ),
    "parameter_cd": (
        "nn.Parameter(torch.randn(num_classes, backbone.config.n_embd) * 0.02)",
        "F.linear({x}, self.head)",
    ),
}

ORDER = ("pool_first", "score_first")

STATE = {
    "attribute": "self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state",
    "first_item": "self.backbone(input_ids, attention_mask=attention_mask)[0]",
    "hidden_states": (
        "self.backbone(\n"
        "            input_ids, attention_mask=attention_mask, output_hidden_states=True\n"
        "        ).hidden_states[-1]"
    ),
    "tuple": "self.backbone(input_ids, attention_mask=attention_mask, return_dict=False)[0]",
}

TEMPLATE = """\
import torch
import torch.nn.functional as F
from torch import nn


class GPT2Classifier(nn.Module):
    def __init__(self, backbone, num_classes):
        super().__init__()
        self.backbone = backbone
        self.head = {head}

    def forward(self, input_ids, attention_mask=None):
        hidden = {state}
        return {result}
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    for (kind, (head, apply)), order, (asked, state) in product(HEAD.items(), ORDER, STATE.items()):
        source = TEMPLATE.format(head=head, state=state, result=_result(order, apply))
        yield f"{kind}-{order}-{asked}", source


def _result(order: str, apply: str) -> str:
    if order == "pool_first":
        return apply.format(x="pool_last_token(hidden, attention_mask)")
    return f"pool_last_token({apply.format(x='hidden')}, attention_mask)"
