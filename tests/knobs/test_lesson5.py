"""Double mistakes of lesson 5: a family of independent slips, of which one combination is right.

Each knob is one decision of the task, and each of its settings but the first is a known mistake.
All combinations are judged: the right one alone passes, and what is named is what was turned.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path

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
TASK = "5.4"

# Settings of a knob: the id of the mistake ("" for the right setting) and its code.
Knob = Mapping[str, str]

KNOBS: tuple[Knob, ...] = (
    {"": "full = 12 * n", "L5.M51": "full = 16 * n"},
    {"": "qlora = n / 2 + 12 * a", "L5.M04": "qlora = 2 * n + 12 * a"},
    {"": "fits = lambda need: need <= budget",
     "L5.M06": "fits = lambda need: need < budget",
     "L5.M11": "fits = lambda need: need <= budget * 2**30 / 1e9"},
    {"": "rest = 'too_big'", "L5.M09": "rest = 'qlora'"},
    {"": "unknown = None", "L5.M53": "unknown = 'base'"},
    {"": "order = ('full', 'lora', 'qlora')",
     "L5.M01": "order = ('qlora', 'lora', 'full')",
     "L5.M55": "order = ('lora', 'full', 'qlora')"},
)  # fmt: skip
TEMPLATE = """
def choose_method(task, n, a, budget):
    {4}
    if task in ("complete", "classify"):
        return "base" if task == "complete" else "head"
    if task not in ("instruct", "align", "style"):
        if unknown is None:
            raise ValueError(task)
        return unknown
    {0}
    {1}
    lora = 2 * n + 12 * a
    {2}
    {3}
    {5}
    needs = dict(full=full, lora=lora, qlora=qlora)
    return next((method for method in order if fits(needs[method])), rest)
"""


def combinations() -> Iterator[tuple[frozenset[str], str]]:
    """Yield the ids of the mistakes that a combination makes, and its source."""
    for choice in itertools.product(*(knob.items() for knob in KNOBS)):
        ids, codes = zip(*choice, strict=True)
        yield frozenset(ids) - {""}, TEMPLATE.format(*codes)


@pytest.fixture(scope="module")
def judged() -> list[tuple[frozenset[str], TaskResult]]:
    """Return what every combination gets, beside the mistakes that it makes."""
    lesson = COURSE.lesson("lesson5")
    task = lesson.find(TASK)
    made, texts = zip(*combinations(), strict=True)
    results: list[TaskResult] = []
    with Workshop(COURSE, lesson, only=[TASK]) as workshop:
        sources = [Source(TASK, (("knobs.py", text),)) for text in texts]
        replies = list(workshop.see(sources, SEED))
        key = workshop.answer_key(SEED)

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
    """Where two mistakes are named, they are among those that were made: nothing is guessed."""
    for made, result in judged:
        if len(result.misconceptions) == 2:
            assert frozenset(result.misconceptions) <= made


def test_some_double_slips_are_named(judged):
    """Slips in unlike inputs are known as a pair: here a strict comparison and a missing error."""
    named = {frozenset(result.misconceptions) for _, result in judged}
    assert frozenset({"L5.M06", "L5.M53"}) in named
