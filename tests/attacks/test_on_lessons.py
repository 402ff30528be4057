"""Attacks on the probes, models and random numbers of the lessons: no trick adds a point."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import pytest
from on_lessons import COURSE, LessonAttack, load_lesson_attacks
from playing import grade_with, reference_in
from scene import HERE

from autograder.answers import AnswerKey, TaskAnswers
from autograder.authoring.key import Workshop, with_helpers
from autograder.judge.client import JudgeClient
from autograder.lesson import Lesson
from autograder.results import TaskResult
from autograder.sandbox.pool import Pool
from autograder.submission import Submission

SEED = 20_260_917
ATTACKS = load_lesson_attacks()


def each(*off: str) -> pytest.MarkDecorator:
    """Run a test for every attack that gains there, lesson by lesson."""
    attacks = [attack for attack in ATTACKS if attack.off in off]
    return pytest.mark.parametrize("attack", attacks, ids=[f"{a.lesson}-{a.name}" for a in attacks])


@dataclass(frozen=True)
class Grader:
    """A lesson with the mistakes that the attacks hand in, its sandbox and its judge."""

    lesson: Lesson
    key: AnswerKey
    jail: Pool
    judge: JudgeClient

    def grade(
        self, attack: LessonAttack, *, trick: bool, judge: JudgeClient | None = None
    ) -> TaskResult:
        """Return the result of the attacked task, which is graded with the helpers it calls."""
        tasks = with_helpers(self.lesson, [attack.task(self.lesson).id])
        report = grade_with(
            self.jail,
            judge or self.judge,
            Submission("student-01", self.lesson.module, attack.files(trick=trick)),
            course=COURSE,
            lesson=msgspec.structs.replace(self.lesson, task=tasks),
            key=self.key,
        )
        assert report.gradable, report.problem
        return next(task for task in report.tasks if task.name == attack.function)


@pytest.fixture(scope="module")
def start() -> Iterator[Callable[[str], Grader]]:
    """Return a function that starts the grader of a lesson, and ends the one before it."""
    with ExitStack() as stack:

        @lru_cache(maxsize=1)
        def start(key: str) -> Grader:
            stack.close()
            return stack.enter_context(_started(COURSE.lesson(key)))

        yield start


@contextmanager
def _started(lesson: Lesson) -> Iterator[Grader]:
    attacks = [attack for attack in ATTACKS if attack.lesson == lesson.key]
    with Pool(COURSE, lesson.key) as jail:
        key = _small_key(lesson, jail, attacks)
        with JudgeClient(lesson, COURSE.hidden_suite(lesson.key), key) as judge:
            yield Grader(lesson, key, jail, judge)


def _small_key(lesson: Lesson, pool: Pool, attacks: Sequence[LessonAttack]) -> AnswerKey:
    """Return the answers of the attacked tasks, with the mistakes handed in and the lazy ones.

    Their helpers are handed in as they should be, so no mistake of theirs is needed.
    """
    attacked = {attack.task(lesson).id for attack in attacks}
    bases = {attack.base for attack in attacks} | {BORROWED}
    with reference_in(pool), Workshop(COURSE, lesson, only=sorted(attacked)) as workshop:
        workshop.wrong = [
            wrong
            for wrong in workshop.wrong
            if wrong.mistake.slug in bases
            or (wrong.mistake.lazy and wrong.mistake.task in attacked)
        ]
        return workshop.answer_key(SEED)


BORROWED = "pool_last_token__empty_row_accepted"  # which `credit__borrowed_name` claims to be


def _generous(answers: TaskAnswers) -> TaskAnswers:
    wrong = tuple(
        (msgspec.structs.replace(mistake, lazy=False, credit=0.7), seen)
        for mistake, seen in answers.wrong
    )
    return msgspec.structs.replace(answers, wrong=wrong)


@each("credit")
def test_without_the_rules_on_credit_it_gains(attack: LessonAttack, start):
    """Where every known mistake has the same credit, it gets more for the better name."""
    grader = start(attack.lesson)
    tasks = {task: _generous(answers) for task, answers in grader.key.tasks.items()}
    key = msgspec.structs.replace(grader.key, tasks=tasks)
    with JudgeClient(grader.lesson, COURSE.hidden_suite(attack.lesson), key) as generous:
        assert grader.grade(attack, trick=True, judge=generous).points > attack.points


@each("naive", "credit")
def test_a_trick_adds_no_point(attack: LessonAttack, start):
    """The task gets the points that were written down, and no more than without the trick."""
    grader = start(attack.lesson)
    with_trick = grader.grade(attack, trick=True)
    without = grader.grade(attack, trick=False)
    assert without.outcome == "failed"
    assert with_trick.outcome == "failed", with_trick.message
    assert with_trick.points == attack.points, (without.points, with_trick.message)
    assert with_trick.points <= without.points


@pytest.fixture(scope="module")
def in_one_process() -> Iterator[Any]:
    """Return a function that names the probes in which hand-in and reference agree."""
    command = [sys.executable, str(HERE / "one_process.py")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def agreeing(attack: LessonAttack, *, trick: bool) -> Sequence[str]:
            task = attack.task(COURSE.lesson(attack.lesson))
            files = attack.files(trick=trick)
            line = {"files": files, "task": task.id, "function": task.name}
            print(json.dumps({**line, "lesson": attack.lesson}), file=process.stdin, flush=True)
            return json.loads(process.stdout.readline())

        yield agreeing
        process.stdin.close()


@each("naive")
def test_in_one_process_it_gains(attack: LessonAttack, in_one_process):
    """Where the reference runs beside the hand-in, the trick makes probes agree that did not."""
    without = set(in_one_process(attack, trick=False))
    assert set(in_one_process(attack, trick=True)) - without


def test_there_are_enough_attacks_on_every_lesson():
    """At least 12 on the first and two on each other lesson, of at least 5 classes."""
    functions = defaultdict(list)
    for attack in ATTACKS:
        functions[attack.lesson].append(attack.function)
    assert list(functions) == COURSE.keys()
    first, *others = functions.values()
    assert len(first) >= 12
    assert len(set(first)) >= 6
    assert all(len(set(functions)) >= 2 for functions in others)
    assert len({attack.kind for attack in ATTACKS}) >= 5
    assert len({attack.tries for attack in ATTACKS}) == len(ATTACKS)
