"""Double mistakes of lesson 2: families of independent slips, of which one combination is right.

Each knob is one decision of the task, and each of its settings but the first is a known mistake. All
combinations are generated and judged: the right one alone passes, and what is named is what was
turned.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from autograder.answers import Seen
from autograder.authoring.key import Source, Workshop
from autograder.authoring.proof import judge_seen
from autograder.judge.plugin import Suite, with_suite
from autograder.judge.verdict import Judge
from autograder.lesson import Course
from autograder.results import TaskResult

COURSE = Course(Path(__file__).parents[2])
SEED = 11

# Settings of a knob: the id of the mistake ("" for the right setting) and its code.
Knob = Mapping[str, str]

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


class Family(NamedTuple):
    """All combinations of a task's knobs."""

    task: str
    knobs: tuple[Knob, ...]
    template: str

    def combinations(self) -> Iterator[tuple[frozenset[str], str]]:
        """Yield the ids of the mistakes that a combination makes, and its source."""
        for choice in itertools.product(*(knob.items() for knob in self.knobs)):
            ids, codes = zip(*choice, strict=True)
            yield frozenset(ids) - {""}, self.template.format(*codes)


FAMILIES = (Family("2.4", MASK, MASK_TEMPLATE), Family("2.6", LOSS, LOSS_TEMPLATE))


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    """Return the workshop of the two tasks."""
    lesson = COURSE.lesson("lesson2")
    with Workshop(COURSE, lesson, only=[family.task for family in FAMILIES]) as workshop:
        yield workshop


@pytest.fixture(scope="module", params=FAMILIES, ids=lambda family: family.task)
def judged(
    request: pytest.FixtureRequest, workshop: Workshop
) -> list[tuple[frozenset[str], TaskResult]]:
    """Return what every combination of a family gets, beside the mistakes that it makes."""
    family, lesson = request.param, workshop.lesson
    task = lesson.find(family.task)
    made, texts = zip(*family.combinations(), strict=True)
    sources = [Source(task.id, (("knobs.py", text),)) for text in texts]
    replies = list(workshop.see(sources, SEED))
    key = workshop.answer_key(SEED)
    results: list[TaskResult] = []

    def judge_all(suite: Suite) -> None:
        judge = Judge(lesson, key, suite)
        results.extend(
            judge_seen(judge, task, Seen(reply.plain, reply.stand_in)) for reply in replies
        )

    with_suite(lesson, COURSE.hidden_suite(lesson.key), judge_all)
    return list(zip(made, results, strict=True))


def test_the_right_combination_alone_passes(judged):
    """Without a mistake the task is full; with one or more it is not."""
    for made, result in judged:
        assert (result.outcome == "passed") == (not made), sorted(made)
        assert (result.points == result.max) == (not made), sorted(made)


def test_a_single_slip_is_named(judged):
    """A knob that is turned alone behaves like the known mistake of its name."""
    for made, result in judged:
        if len(made) == 1:
            assert frozenset(result.misconceptions) == made


def test_two_slips_are_named_both_or_not_at_all(judged):
    """Where two mistakes are named, they are the two that were made: nothing is guessed."""
    for made, result in judged:
        if len(result.misconceptions) == 2:
            assert frozenset(result.misconceptions) == made


def test_one_name_for_several_slips_means_that_they_behave_like_it(judged):
    """One name stands for a combination only if it hides the others, and never pays more."""
    alone = {made: result for made, result in judged if len(made) == 1}
    for made, result in judged:
        if len(made) > 1 and len(result.misconceptions) == 1:
            name = frozenset(result.misconceptions)
            assert name not in alone or result.points <= alone[name].points


def test_some_double_slips_are_named(judged):
    """Frequent pairs are known as pairs."""
    assert any(len(result.misconceptions) == 2 for _, result in judged)
