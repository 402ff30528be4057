"""Right answers to task 1.7: every way to do without a graph x to predict x to count."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

NO_GRAPH = {
    "no_grad": "torch.no_grad()",
    "inference_mode": "torch.inference_mode()",
    "set_grad_enabled": "torch.set_grad_enabled(False)",
}

PREDICTIONS = {
    "argmax": "logits.argmax(dim=-1)",
    "max_index": "logits.max(dim=1)[1]",
    "topk": "logits.topk(1, dim=-1).indices.squeeze(-1)",
    "argmax_of_softmax": "torch.softmax(logits, dim=-1).argmax(dim=-1)",
}

COUNTS = {
    "whole_sum": "int((predicted == labels).sum())",
    "sum_of_floats": "predicted.eq(labels).float().sum().item()",
    "python": "sum(p == y for p, y in zip(predicted.tolist(), labels.tolist(), strict=True))",
}

TEMPLATE = """\
import torch


def evaluate(model, batches):
    was_training = model.training
    model.eval()
    right = seen = 0
    with {no_graph}:
        for batch in batches:
            labels = batch["labels"]
            logits = model(batch["input_ids"], batch["attention_mask"])
            predicted = {prediction}
            right += {count}
            seen += labels.numel()
    model.train(was_training)
    if not seen:
        raise ValueError("no sample")
    return right / seen
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 36 combinations."""
    for choice in itertools.product(NO_GRAPH.items(), PREDICTIONS.items(), COUNTS.items()):
        slugs, (no_graph, prediction, count) = zip(*choice, strict=True)
        yield (
            "-".join(slugs),
            TEMPLATE.format(no_graph=no_graph, prediction=prediction, count=count),
        )
