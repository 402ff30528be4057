"""Right answers to task 1.5: every way to find the head x to group x to hand over the decay."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

HEAD = {
    "by_module": """\
head = [p for p in model.head.parameters() if p.requires_grad]
body = [p for p in model.backbone.parameters() if p.requires_grad]
""",
    "by_prefix": """\
named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
head = [p for n, p in named if n.startswith("head.")]
body = [p for n, p in named if not n.startswith("head.")]
""",
    "by_difference": """\
in_head = {id(p) for p in model.head.parameters()}
head = [p for p in model.head.parameters() if p.requires_grad]
body = [p for p in model.parameters() if p.requires_grad and id(p) not in in_head]
""",
}

GROUPS = {
    "two_groups": """\
groups = [{"params": head, "lr": head_lr}, {"params": body, "lr": backbone_lr}]
""",
    "empty_skipped": """\
groups = [{"params": head, "lr": head_lr}]
if body:
    groups.append({"params": body, "lr": backbone_lr})
""",
    "one_per_parameter": """\
groups = [{"params": [p], "lr": head_lr} for p in head]
groups += [{"params": [p], "lr": backbone_lr} for p in body]
""",
    "body_first": """\
groups = [{"params": body, "lr": backbone_lr}, {"params": head, "lr": head_lr}]
""",
}

DECAY = {
    "as_argument": """\
return torch.optim.AdamW(groups, weight_decay=weight_decay)
""",
    "in_groups": """\
for group in groups:
    group["weight_decay"] = weight_decay
return torch.optim.AdamW(groups)
""",
    "default_rate": """\
for group in groups:
    if group["lr"] == backbone_lr:
        del group["lr"]
return torch.optim.AdamW(groups, lr=backbone_lr, weight_decay=weight_decay)
""",
    "foreach_off": """\
return torch.optim.AdamW(groups, lr=head_lr, weight_decay=weight_decay, foreach=False)
""",
}

SIGNATURE = "def build_optimizer(model, head_lr=1e-3, backbone_lr=1e-5, weight_decay=0.01):"


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 48 combinations."""
    for choice in itertools.product(HEAD.items(), GROUPS.items(), DECAY.items()):
        slugs, parts = zip(*choice, strict=True)
        body = "".join(parts).replace("\n", "\n    ").rstrip()
        yield "-".join(slugs), f"import torch\n\n\n{SIGNATURE}\n    {body}\n"
