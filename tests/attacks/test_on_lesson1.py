"""Attacks on the probes, models and random numbers of lesson 1: no trick adds a point."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest
from on_lesson1 import KEY, ROOT, LessonAttack, load_lesson_attacks
from playing import grade_with, reference_in
from scene import HERE

from autograder.answers import AnswerKey, TaskAnswers
from autograder.authoring.key import Workshop
from autograder.judge.client import JudgeClient
from autograder.lesson import Course
from autograder.results import TaskResult
from autograder.sandbox.pool import Pool
from autograder.submission import Submission

SEED = 20_260_917
ATTACKS = load_lesson_attacks()
each = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)


@dataclass(frozen=True)
class Grader:
    """Lesson 1 with the mistakes that the attacks hand in, its sandbox and its judges."""

    course: Course
    key: AnswerKey
    jail: Pool
    judge: JudgeClient
    generous: JudgeClient

    def grade(
        self, attack: LessonAttack, *, trick: bool, judge: JudgeClient | None = None
    ) -> TaskResult:
        """Return the result of the attacked task."""
        whole = self.course.lesson(KEY)
        alone = msgspec.structs.replace(attack.task(whole), helpers=())
        lesson = msgspec.structs.replace(whole, task=(alone,))
        submission = Submission("student-01", "classification.py", attack.files(trick=trick))
        report = grade_with(
            self.jail,
            judge or self.judge,
            submission,
            course=self.course,
            lesson=lesson,
            key=self.key,
        )
        assert report.gradable, report.problem
        return report.tasks[0]


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    """Start all that is needed, with a key of few mistakes: those handed in and the lazy ones."""
    course = Course(ROOT)
    with Pool(course, KEY, tier="process", jailed=False) as unjailed:
        key = _small_key(course, unjailed, {attack.base for attack in ATTACKS})
    lesson, suite = course.lesson(KEY), course.hidden_suite(KEY)
    kind = msgspec.structs.replace(key, tasks={t: _generous(a) for t, a in key.tasks.items()})
    with (
        Pool(course, KEY) as jail,
        JudgeClient(lesson, suite, key) as judge,
        JudgeClient(lesson, suite, kind) as generous,
    ):
        yield Grader(course, key, jail, judge, generous)


def _small_key(course: Course, pool: Pool, bases: set[str]) -> AnswerKey:
    with reference_in(pool), Workshop(course, course.lesson(KEY)) as workshop:
        workshop.wrong = [
            wrong
            for wrong in workshop.wrong
            if wrong.mistake.lazy or wrong.mistake.slug in bases | {BORROWED}
        ]
        return workshop.answer_key(SEED)


BORROWED = "pool_last_token__empty_row_accepted"  # which `credit__borrowed_name` claims to be


def _generous(answers: TaskAnswers) -> TaskAnswers:
    """Return the answers with the same credit for every known mistake."""
    wrong = tuple(
        (msgspec.structs.replace(mistake, lazy=False, credit=0.7), seen)
        for mistake, seen in answers.wrong
    )
    return msgspec.structs.replace(answers, wrong=wrong)


@each
def test_a_trick_adds_no_point(attack: LessonAttack, grader: Grader):
    """The task gets the points that were written down, and no more than without the trick."""
    with_trick = grader.grade(attack, trick=True)
    without = grader.grade(attack, trick=False)
    assert without.outcome == "failed"
    assert with_trick.outcome == "failed", with_trick.message
    assert with_trick.points == attack.points, (without.points, with_trick.message)
    assert with_trick.points <= without.points


@pytest.fixture(scope="module")
def in_one_process() -> Iterator[Any]:
    """Return a function that names the probes in which hand-in and reference agree."""
    command = [sys.executable, str(HERE / "one_process.py"), str(ROOT)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def agreeing(attack: LessonAttack, *, trick: bool) -> Sequence[str]:
            task = attack.task(Course(ROOT).lesson(KEY))
            files = attack.files(trick=trick)
            line = {"files": files, "task": task.id, "function": task.name}
            print(json.dumps(line), file=process.stdin, flush=True)
            return json.loads(process.stdout.readline())

        yield agreeing
        process.stdin.close()


@pytest.mark.parametrize(
    "attack", [a for a in ATTACKS if a.off == "naive"], ids=lambda attack: attack.name
)
def test_in_one_process_it_gains(attack: LessonAttack, in_one_process):
    """Where the reference runs beside the hand-in, the trick makes probes agree that did not."""
    without = set(in_one_process(attack, trick=False))
    assert set(in_one_process(attack, trick=True)) - without


@pytest.mark.parametrize(
    "attack", [a for a in ATTACKS if a.off == "credit"], ids=lambda attack: attack.name
)
def test_without_the_rules_on_credit_it_gains(attack: LessonAttack, grader: Grader):
    """Where every known mistake has the same credit, it gets more for the better name."""
    assert grader.grade(attack, trick=True, judge=grader.generous).points > attack.points


def test_there_are_enough_attacks_on_the_lesson():
    """At least 12, of at least 5 classes, on most of the tasks with code."""
    assert len(ATTACKS) >= 12
    assert len({attack.kind for attack in ATTACKS}) >= 5
    assert len({attack.function for attack in ATTACKS}) >= 6
