"""Right answers to task 5.3: every way to do without a graph x to score x to clear x to return."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

NO_GRAPH = {
    "no_grad": "with torch.no_grad(), adapters_disabled(model):",
    "inference_mode": "with adapters_disabled(model), torch.inference_mode():",
    "graph_and_all": "with adapters_disabled(model):",
}

SCORES = {
    "one_forward": """        logits = model(ids, attention_mask=mask).logits
        return sequence_logprobs(logits, ids, answer).split(n)
""",
    "two_forwards": """        halves = (slice(0, n), slice(n, None))
        return tuple(
            sequence_logprobs(model(ids[h], attention_mask=mask[h]).logits, ids[h], answer[h])
            for h in halves
        )
""",
    "mask_left_out": """        logprobs = sequence_logprobs(model(ids).logits, ids, answer)
        return logprobs[:n], logprobs[n:]
""",
}

CLEARS = {
    "optimizer": "optimizer.zero_grad()",
    "model": "model.zero_grad(set_to_none=False)",
    "by_hand": "[setattr(p, 'grad', None) for p in model.parameters()]",
}

TEMPLATE = """\
import torch


def dpo_step_lora(model, batch, optimizer, beta=0.1):
    ids, mask, answer = batch["input_ids"], batch["attention_mask"], batch["completion_mask"]
    n = ids.shape[0] // 2
    was_training = model.training
    model.eval()

    def score():
{score}
    {no_graph}
        rc, rr = score()
    pc, pr = score()
    loss, won, lost = dpo_loss(pc, pr, rc.clone().detach(), rr.clone().detach(), beta=beta)
    {clear}
    loss.backward()
    optimizer.step()
    model.train(was_training)
    gap = won - lost
    return dict(
        loss=float(loss.detach()),
        accuracy=float((gap > 0).sum()) / n,
        margin=float(gap.mean()),
        pairs=n,
    )
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 27 combinations."""
    for choice in itertools.product(NO_GRAPH.items(), SCORES.items(), CLEARS.items()):
        slugs, (no_graph, score, clear) = zip(*choice, strict=True)
        source = TEMPLATE.format(no_graph=no_graph, score=score.rstrip(), clear=clear)
        yield "-".join(slugs), source
