"""Right answers to task 1.6: every form of the loss x way to clear gradients x to get a number."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

LOSSES = {
    "cross_entropy": "F.cross_entropy(logits, labels)",
    "criterion": "nn.CrossEntropyLoss()(logits, labels)",
    "nll_of_log_softmax": "F.nll_loss(F.log_softmax(logits, dim=-1), labels)",
    "logsumexp_minus_score": (
        "(logits.logsumexp(dim=-1) - logits.gather(1, labels[:, None])[:, 0]).mean()"
    ),
    "one_hot_targets": (
        "F.cross_entropy(logits, F.one_hot(labels, logits.shape[-1]).to(logits.dtype))"
    ),
    "sum_over_rows": 'F.cross_entropy(logits, labels, reduction="sum") / len(labels)',
}

# {loss} stands for two lines: the scores, then their loss.
STEPS = {
    "zero_grad_first": """\
optimizer.zero_grad()
{loss}
loss.backward()
optimizer.step()
""",
    "model_zero_grad": """\
{loss}
model.zero_grad()
loss.backward()
optimizer.step()
""",
    "filled_with_zeros": """\
optimizer.zero_grad(set_to_none=False)
{loss}
loss.backward()
optimizer.step()
""",
    "set_to_none_by_hand": """\
for group in optimizer.param_groups:
    for parameter in group["params"]:
        parameter.grad = None
{loss}
loss.backward()
optimizer.step()
""",
    "before_and_after": """\
optimizer.zero_grad()
{loss}
loss.backward()
optimizer.step()
optimizer.zero_grad()
""",
    "closure": """\
def closure():
    optimizer.zero_grad()
    {nested}
    loss.backward()
    return loss

loss = optimizer.step(closure)
""",
}

NUMBERS = {"item": "loss.item()", "float": "float(loss.detach())"}


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 72 combinations."""
    for choice in itertools.product(LOSSES.items(), STEPS.items(), NUMBERS.items()):
        slugs, (loss, step, number) = zip(*choice, strict=True)
        yield "-".join(slugs), _source(loss, step, number)


def _source(loss: str, step: str, number: str) -> str:
    lines = ['logits = model(batch["input_ids"], batch["attention_mask"])', f"loss = {loss}"]
    step = step.replace("{loss}", "\n".join(lines)).replace("{nested}", "\n    ".join(lines))
    body = f'model.train()\nlabels = batch["labels"]\n{step}return {number}'
    return (
        "import torch.nn.functional as F\nfrom torch import nn\n\n\n"
        "def train_step(model, batch, optimizer):\n    " + body.replace("\n", "\n    ") + "\n"
    )
