"""Combinations of independent slips in one task, what each of them gets, and what holds for all.

A knob is one decision of a task. Its settings are the right code, under "", and known mistakes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from autograder.answers import Seen
from autograder.authoring.key import Source, Workshop
from autograder.authoring.proof import judge_seen
from autograder.judge.plugin import Suite, with_suite
from autograder.judge.verdict import Judge
from autograder.lesson import Course
from autograder.results import TaskResult

COURSE = Course(Path(__file__).parents[2])

Knob = Mapping[str, str]  # id of the mistake -> code
Combination = tuple[frozenset[str], str]  # ids of the mistakes in a source, and the source
Judged = list[tuple[frozenset[str], TaskResult]]


class Family(NamedTuple):
    """All combinations of a task's knobs; `{0}` in the template is the place of the first one."""

    task: str
    knobs: tuple[Knob, ...]
    template: str

    def combinations(self) -> Iterator[Combination]:
        """Yield the ids of the mistakes that a combination makes, and its source."""
        for choice in itertools.product(*(knob.items() for knob in self.knobs)):
            ids, codes = zip(*choice, strict=True)
            yield frozenset(ids) - {""}, self.template.format(*codes)


def judge(
    workshop: Workshop, task_id: str, combinations: Iterable[Combination], seed: int
) -> Judged:
    """Return what every combination gets at a seed, beside the mistakes that it makes."""
    lesson = workshop.lesson
    task = lesson.find(task_id)
    made, texts = zip(*combinations, strict=True)
    sources = [Source(task_id, (("knobs.py", text),)) for text in texts]
    replies = list(workshop.see(sources, seed))
    key = workshop.answer_key(seed)
    results: list[TaskResult] = []

    def judge_all(suite: Suite) -> None:
        verdict = Judge(lesson, key, suite)
        results.extend(
            judge_seen(verdict, task, Seen(reply.plain, reply.stand_in)) for reply in replies
        )

    with_suite(lesson, COURSE.hidden_suite(lesson.key), judge_all)
    return list(zip(made, results, strict=True))


class Slips:
    """What holds for every family; a subclass is a test class, and its module names the families."""

    def test_the_right_combination_alone_passes(self, judged: Judged) -> None:
        """Without a mistake the task is full; with one or more it is not."""
        for made, result in judged:
            assert (result.outcome == "passed") == (not made), sorted(made)
            assert (result.points == result.max) == (not made), sorted(made)

    def test_a_single_slip_is_named(self, judged: Judged) -> None:
        """A knob that is turned alone behaves like the known mistake of its name."""
        for made, result in judged:
            if len(made) == 1:
                assert frozenset(result.misconceptions) == made


class ExactSlips(Slips):
    """What holds where names stand for a whole combination, and never for a part of it."""

    def test_two_slips_are_named_both_or_not_at_all(self, judged: Judged) -> None:
        """Where two mistakes are named, they are the two that were made: nothing is guessed."""
        for made, result in judged:
            if len(result.misconceptions) == 2:
                assert frozenset(result.misconceptions) == made

    def test_one_name_for_several_slips_means_that_they_behave_like_it(
        self, judged: Judged
    ) -> None:
        """One name stands for a combination only if it hides the others, and never pays more."""
        alone = {made: result for made, result in judged if len(made) == 1}
        for made, result in judged:
            if len(made) > 1 and len(result.misconceptions) == 1:
                name = frozenset(result.misconceptions)
                assert name not in alone or result.points <= alone[name].points
