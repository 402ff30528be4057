"""Right answers to task 2.6: nine log-probabilities x three shifts x four means."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

SHIFT = {
    "slice": """\
scores, targets = logits[:, :-1].float(), labels[:, 1:]
""",
    "contiguous": """\
scores = logits.to(torch.float32)[..., :-1, :].contiguous()
targets = labels[..., 1:].contiguous()
""",
    "narrow": """\
steps = logits.shape[1] - 1
scores, targets = logits.narrow(1, 0, steps).float(), labels.narrow(1, 1, steps)
""",
}

# From scores (b, s, v) and safe ids (b, s) to log-probabilities (b, s).
LOGPROB = {
    "log_softmax": "scores.log_softmax(-1).gather(2, safe.unsqueeze(2)).squeeze(2)",
    "logsumexp": "scores.gather(2, safe[..., None])[..., 0] - scores.logsumexp(-1)",
    "cross_entropy": '-F.cross_entropy(scores.transpose(1, 2), safe, reduction="none")',
    "flat": '-F.cross_entropy(scores.flatten(0, 1), safe.flatten(), reduction="none").view_as(safe)',
    "nll": '-F.nll_loss(F.log_softmax(scores, 2).transpose(1, 2), safe, reduction="none")',
    "one_hot": "(F.one_hot(safe, scores.shape[-1]) * scores).sum(-1) - torch.logsumexp(scores, 2)",
    "take_along_dim": "scores.log_softmax(2).take_along_dim(safe[..., None], dim=2)[..., 0]",
    "advanced_index": (
        "F.log_softmax(scores, -1)"
        "[torch.arange(len(safe))[:, None], torch.arange(safe.shape[1]), safe]"
    ),
    "categorical": "torch.distributions.Categorical(logits=scores).log_prob(safe)",
}

MEAN = {
    "clamp": """\
return -(logp * keep).sum() / keep.sum().clamp(min=1)
""",
    "guarded": """\
return -logp[keep].mean() if keep.any() else logp.sum() * 0
""",
    "where": """\
return -torch.where(keep, logp, 0.0).sum() / max(int(keep.sum()), 1)
""",
    "weights": """\
weights = keep.float() / keep.float().sum().clamp(min=1.0)
return -torch.einsum("bs,bs->", weights, logp)
""",
}

HEAD = """\
import torch
import torch.nn.functional as F


def sft_loss(logits, labels):
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 108 combinations."""
    choices = itertools.product(SHIFT.items(), LOGPROB.items(), MEAN.items())
    for (shift, cut), (idiom, logp), (mean, end) in choices:
        middle = f"keep = targets != -100\nsafe = targets.clamp(min=0)\nlogp = {logp}\n"
        body = f"{cut}{middle}{end}".replace("\n", "\n    ").rstrip()
        yield f"{shift}-{idiom}-{mean}", f"{HEAD}    {body}\n"
