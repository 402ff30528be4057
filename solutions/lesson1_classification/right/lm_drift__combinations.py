"""Right answers to task 1.8: every form of the divergence x of the mean x of the output layer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

# From scores `b` and `a` (..., vocab) of the two models to the divergence of each position.
DIVERGENCES = {
    "log_ratio": """\
lb, la = b.log_softmax(-1), a.log_softmax(-1)
return (lb.exp() * (lb - la)).sum(-1)
""",
    "kl_div_log_target": """\
lb, la = F.log_softmax(b, dim=-1), F.log_softmax(a, dim=-1)
return F.kl_div(la, lb, log_target=True, reduction="none").sum(-1)
""",
    "kl_div_prob_target": """\
return F.kl_div(F.log_softmax(a, dim=-1), F.softmax(b, dim=-1), reduction="none").sum(-1)
""",
    "distributions": """\
p, q = torch.distributions.Categorical(logits=b), torch.distributions.Categorical(logits=a)
return torch.distributions.kl_divergence(p, q)
""",
    "cross_entropy_minus_entropy": """\
p = b.softmax(-1)
cross_entropy = -(p * a.log_softmax(-1)).sum(-1)
entropy = -(p * b.log_softmax(-1)).sum(-1)
return cross_entropy - entropy
""",
}

# From `b`, `a` (batch, seq, vocab) and a bool mask `keep` to the mean over real positions.
MEANS = {
    "weighted": """\
weight = keep.float()
mean = (divergence(b, a) * weight).sum() / weight.sum()
""",
    "selected": """\
mean = divergence(b[keep], a[keep]).mean()
""",
    "masked_fill": """\
mean = divergence(b, a).masked_fill(~keep, 0.0).sum() / keep.sum()
""",
    "row_totals": """\
total = torch.zeros(())
for row in range(len(keep)):
    real = keep[row]
    total = total + divergence(b[row, real], a[row, real]).sum()
mean = total / keep.sum()
""",
}

OUTPUT_LAYERS = {
    "matmul": "hidden @ model.wte.weight.T",
    "linear": "F.linear(hidden, model.wte.weight)",
    "einsum": 'torch.einsum("btd,vd->btv", hidden, model.wte.weight)',
}

TEMPLATE = """\
import torch
import torch.nn.functional as F


def divergence(b, a):
    {divergence}


def scores(model, input_ids, attention_mask):
    was_training = model.training
    model.eval()
    hidden = model(input_ids, attention_mask=attention_mask).last_hidden_state
    model.train(was_training)
    return {output_layer}


@torch.no_grad()
def lm_drift(before, after, input_ids, attention_mask):
    keep = attention_mask.bool()
    b = scores(before, input_ids, attention_mask)
    a = scores(after, input_ids, attention_mask)
    {mean}
    return mean.item()
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 60 combinations."""
    for choice in itertools.product(DIVERGENCES.items(), MEANS.items(), OUTPUT_LAYERS.items()):
        slugs, (divergence, mean, output_layer) = zip(*choice, strict=True)
        yield (
            "-".join(slugs),
            TEMPLATE.format(
                divergence=divergence.strip().replace("\n", "\n    "),
                mean=mean.strip().replace("\n", "\n    "),
                output_layer=output_layer,
            ),
        )
