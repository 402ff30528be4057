"""Right answers to task 5.6: every way to count x to find the matrices x to compare x to drift."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

COUNTS = {
    "parameters": "sum(p.numel() for p in final.parameters())",
    "shared_memory_once": "sum({t.data_ptr(): t.numel() for t in final.state_dict().values()}.values())",
    "library": "final.num_parameters()",
}

MATRICES = {
    "names": "sum(p.numel() for n, p in final.named_parameters() if '.c_' in n and p.dim() == 2)",
    "modules": "sum(m.weight.numel() for n, m in final.named_modules() if n.split('.')[-1][:2] == 'c_')",
}

CHANGES = {
    "zip": "sum((a != b).sum().item() for a, b in zip(base.parameters(), final.parameters()))",
    "by_name": "sum(torch.count_nonzero(p - theirs[n]).item() for n, p in final.named_parameters())",
}

DRIFTS = {
    "own_function": "lm_drift(base.transformer, final.transformer, input_ids, attention_mask)",
    "inlined": "kl(base, final, input_ids, attention_mask)",
}

TEMPLATE = """\
import torch
import torch.nn.functional as F


def kl(p, q, ids, mask):
    modes = [m.training for m in (p, q)]
    with torch.no_grad():
        p, q = p.eval(), q.eval()
        a, b = (m(ids, attention_mask=mask).logits.log_softmax(-1) for m in (p, q))
    for m, mode in zip((p, q), modes):
        m.train(mode)
    each = F.kl_div(b, a, log_target=True, reduction="none").sum(-1)
    return each[mask.bool()].mean().item()


def final_report(base, final, history, input_ids, attention_mask):
    theirs = dict(base.named_parameters())
    params = {count}
    codes = {matrices}
    losses = {{"sft": [], "dpo": []}}
    for stage, loss in history:
        losses[stage].append(loss)
    return dict(
        drift={drift},
        params=params,
        bytes_fp32=4.0 * params,
        bytes_int8=4 * params - 3 * codes,
        sft_drop=losses["sft"][0] - losses["sft"][-1],
        dpo_start=losses["dpo"][0],
        dpo_end=losses["dpo"][-1],
        changed_fraction={change} / params,
    )
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 24 combinations."""
    axes = (COUNTS, MATRICES, CHANGES, DRIFTS)
    for choice in itertools.product(*(axis.items() for axis in axes)):
        slugs, (count, matrices, change, drift) = zip(*choice, strict=True)
        source = TEMPLATE.format(count=count, matrices=matrices, change=change, drift=drift)
        yield "-".join(slugs), source
