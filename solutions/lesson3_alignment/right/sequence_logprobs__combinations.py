"""Nine log-probabilities, four ways to shift and four to mask: `generate()` yields all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from textwrap import indent

# Each snippet turns `scores` (B, S, V) and `targets` (B, S) into `lp` (B, S).
LOGPROB = {
    "log_softmax_gather": (
        "lp = F.log_softmax(scores, dim=-1).gather(-1, targets.unsqueeze(-1)).squeeze(-1)"
    ),
    "cross_entropy_transposed": (
        'lp = -F.cross_entropy(scores.transpose(1, 2), targets, reduction="none")'
    ),
    "cross_entropy_flat": """\
lp = -F.cross_entropy(scores.reshape(-1, V), targets.reshape(-1), reduction="none")
lp = lp.view(targets.shape)""",
    "gather_minus_logsumexp": (
        "lp = scores.gather(-1, targets[..., None])[..., 0] - scores.logsumexp(dim=-1)"
    ),
    "largest_subtracted": """\
moved = scores - scores.amax(dim=-1, keepdim=True).detach()
lp = moved.gather(-1, targets[..., None])[..., 0] - moved.exp().sum(dim=-1).log()""",
    "nll_loss": (
        'lp = -F.nll_loss(F.log_softmax(scores, -1).transpose(1, 2), targets, reduction="none")'
    ),
    "take_along_dim": (
        "lp = torch.take_along_dim(scores.log_softmax(-1), targets[..., None], dim=-1).squeeze(-1)"
    ),
    "advanced_index": """\
rows, places = torch.arange(B)[:, None], torch.arange(scores.shape[1])[None, :]
lp = F.log_softmax(scores, dim=-1)[rows, places, targets]""",
    "row_by_row": """\
lp = torch.stack(
    [F.log_softmax(s, dim=-1).gather(1, t[:, None]).squeeze(1) for s, t in zip(scores, targets)]
)""",
}

# Each snippet makes `scores`, `targets` and `counts` out of the arguments.
SHIFT = {
    "slices": """\
scores, targets = logits[:, :-1].float(), input_ids[:, 1:]
counts = completion_mask[:, 1:] != 0""",
    "contiguous": """\
scores = logits[..., :-1, :].contiguous().float()
targets = input_ids[..., 1:].contiguous()
counts = completion_mask[..., 1:].contiguous().bool()""",
    "rolled": """\
scores = logits.float()
targets = input_ids.roll(-1, dims=1)
counts = completion_mask.bool().roll(-1, dims=1)
counts[:, -1] = False""",
    "narrow": """\
T = logits.shape[1]
scores = logits.to(torch.float32).narrow(1, 0, T - 1)
targets = input_ids.narrow(1, 1, T - 1)
counts = completion_mask.narrow(1, 1, T - 1) > 0""",
}

MASK = {
    "where": "return torch.where(counts, lp, torch.zeros_like(lp)).sum(dim=1)",
    "masked_fill": "return lp.masked_fill(~counts, 0.0).sum(-1)",
    "selected": "return torch.stack([row[keep].sum() for row, keep in zip(lp, counts)])",
    "index_add": """\
rows = counts.nonzero()[:, 0]
return torch.zeros(B).index_add(0, rows, lp[counts])""",
}

TEMPLATE = """\
import torch
import torch.nn.functional as F


def sequence_logprobs(logits, input_ids, completion_mask):
    B, _, V = logits.shape
{shift}
{logprob}
{mask}
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    for names in product(LOGPROB, SHIFT, MASK):
        parts = (LOGPROB[names[0]], SHIFT[names[1]], MASK[names[2]])
        logprob, shift, mask = (indent(part, "    ") for part in parts)
        yield "-".join(names), TEMPLATE.format(logprob=logprob, shift=shift, mask=mask)
