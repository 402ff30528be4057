"""Double mistakes of lesson 2: families of independent slips, of which one combination is right.

Each knob is one decision of the task, and each of its settings but the first is a known mistake. All
combinations are generated and judged: the right one alone passes, and what is named is what was
turned.
"""

from __future__ import annotations

from knobs import ExactSlips, Family, Judged, Knob

LESSON = "lesson2"
SEED = 11

LOSS: tuple[Knob, ...] = (
    {
        "": "scores, targets = logits[:, :-1], labels[:, 1:]",
        "L2.L02": "scores, targets = logits[:, 1:], labels[:, :-1]",
        "L2.L04": "scores, targets = logits, labels.roll(-1, 1)",
        "L2.L51": "scores, targets = logits, labels",
        "L2.L52": "scores, targets = logits[:, :-2], labels[:, 2:]",
    },
    {
        "": "keep = targets != -100",
        "L2.L10": "keep = targets == targets",
        "L2.L11": "keep = targets > 0",
    },
    {
        "": "total = lambda costs: costs.sum() / keep.sum().clamp(min=1)",
        "L2.L09": "total = lambda costs: costs.sum() / len(labels)",
        "L2.L53": "total = lambda costs: (costs.sum(1) / keep.sum(1).clamp(min=1)).mean()",
        "L2.L54": "total = lambda costs: costs.sum()",
        "L2.L56": "total = lambda costs: costs.sum() / keep.numel()",
    },
    {
        "": "return total(-(picked * keep))",
        "L2.L19": "return total(-(picked * keep)).item()",
        "L2.L22": "return total(picked * keep)",
    },
)
LOSS_TEMPLATE = """
def sft_loss(logits, labels):
    {0}
    {1}
    logp = scores.float().log_softmax(-1)
    picked = logp.gather(-1, targets.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    {2}
    {3}
"""

MASK: tuple[Knob, ...] = (
    {"": "begin = start", "L2.M04": "begin = start - 1", "L2.M52": "begin = start + 1",
     "L2.M60": "begin = start - n"},
    {"": "end = stop", "L2.M07": "end = stop - closed", "L2.M08": "end = stop + closed",
     "L2.M22": "end = next((j for j in range(start, len(ids)) if ids[j] == header[0]), len(ids))"},
    {"": "pass", "L2.M10": "if found: continue", "L2.M59": "labels.fill_(ignore_index)"},
    {"": "fill = ignore_index", "L2.M56": "fill = ignore_index = -100"},
)  # fmt: skip
MASK_TEMPLATE = """
def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    {3}
    ids, header, found = input_ids.tolist(), list(assistant_header), 0
    n, labels = len(header), input_ids.clone().fill_(fill)
    for i in range(len(ids) - n + 1):
        if ids[i : i + n] != header:
            continue
        start = i + n
        closed = end_id in ids[start:]
        stop = ids.index(end_id, start) + 1 if closed else len(ids)
        {2}
        {0}
        {1}
        labels[begin:end] = input_ids[begin:end]
        found += 1
    return labels
"""

FAMILIES = (Family("2.4", MASK, MASK_TEMPLATE), Family("2.6", LOSS, LOSS_TEMPLATE))


class TestSlips(ExactSlips):
    """The families of lesson 2."""


def test_some_double_slips_are_named(judged: Judged) -> None:
    """Frequent pairs are known as pairs."""
    assert any(len(result.misconceptions) == 2 for _, result in judged)
