"""Passes, contexts, masks and scored tokens of a step: `generate()` yields every combination.

The attention mask may be left out, since under right padding no real token sees the padding; and
the prompt may be scored too, since it is the same in both rows of a pair and cancels.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

# How a model is asked for the logits of a part of the batch.
ATTENTION = {
    "mask_passed": 'model(ids, attention_mask=part["attention_mask"]).logits',
    "mask_left_out": "model(ids).logits",
    "by_name": 'model(input_ids=ids, attention_mask=part["attention_mask"], use_cache=False)[0]',
}

SCORED = {"answer": 'part["completion_mask"]', "text": 'part["attention_mask"]'}

# How both halves are scored with `log_p(model, part)`.
PASSES = {
    "one_pass": "log_p(model, batch).chunk(2)",
    "two_passes": (
        "[log_p(model, {k: v[half] for k, v in batch.items()}) "
        "for half in (slice(None, n), slice(n, None))]"
    ),
}

CONTEXT = {
    "no_grad": "torch.no_grad()",
    "inference_mode": "torch.inference_mode()",
    "set_grad_enabled": "torch.set_grad_enabled(False)",
}

TEMPLATE = """\
import torch


def log_p(model, part):
    ids = part["input_ids"]
    logits = {logits}
    return sequence_logprobs(logits, ids, {scored})


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    n = batch["input_ids"].size(0) // 2
    modes = [model.training for model in (policy, reference)]
    policy.eval()
    reference.eval()
    with {context}:
        model = reference
        ref = {passes}
    model = policy
    own = {passes}
    loss, chosen, rejected = dpo_loss(own[0], own[1], ref[0], ref[1], beta=beta)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    policy.train(modes[0])
    reference.train(modes[1])
    wins = [c > r for c, r in zip(chosen.tolist(), rejected.tolist())]
    return dict(loss=float(loss), accuracy=sum(wins) / n, margin=float((chosen - rejected).mean()))
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of every combination."""
    for names in product(ATTENTION, SCORED, PASSES, CONTEXT):
        attention, scored, passes, context = names
        yield (
            "-".join(names),
            TEMPLATE.format(
                logits=ATTENTION[attention],
                scored=SCORED[scored],
                passes=PASSES[passes],
                context=CONTEXT[context],
            ),
        )
