"""Every lesson proves its checks at three seeds; `finegrade check --thorough` takes fifty.

At the first seed, and in lesson 1 at all three, that is every known mistake. At the other two it is,
of the other lessons, every mistake that the course was planned with, which are those with a number
below 50, and a third of the rest, drawn by the seed. `make test-all` takes all, everywhere.

And its naming: mistakes written a second time, in another idiom, in files that the judge never reads
(`tests/naming/<lesson>/<task>__<id>.py`, after the known mistake whose idea each shares).
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograder.answers import AnswerKey, Seen
from autograder.authoring.bundle import open_bundle
from autograder.authoring.check import SEEDS, check_files, check_seed, check_texts
from autograder.authoring.key import Source, Workshop
from autograder.authoring.proof import judge_seen
from autograder.authoring.variants import Wrong, generate_right
from autograder.judge.plugin import with_suite
from autograder.judge.verdict import Judge

pytestmark = pytest.mark.timeout(1800)

GENERATED = 20  # of the generated right answers that `make test` looks at, drawn anew for each seed
PLANNED = 50  # a mistake with a smaller number stands in the plan of the course
WHOLE = "lesson1_classification"


@pytest.fixture
def first_key(workshop: Workshop, sealed_lesson) -> AnswerKey:
    """Return the lesson's answer key of the first seed, with every known mistake."""
    return open_bundle(sealed_lesson(workshop.lesson.key))[2]


@contextmanager
def having(workshop: Workshop, **attributes: object) -> Iterator[None]:
    """Have a workshop with these attributes for a while."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in attributes.items():
            patch.setattr(workshop, name, value)
        yield


def part_of(wrong: list[Wrong], seed: int) -> list[Wrong]:
    """Return the planned mistakes, those without any idea, and a drawn third of the others."""
    drawn = random.Random(seed)
    return [w for w in wrong if w.mistake.lazy or _is_planned(w) or drawn.random() < 1 / 3]


def _is_planned(wrong: Wrong) -> bool:
    return any(int(re.search(r"\d+$", name)[0]) < PLANNED for name in wrong.mistake.ids)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_checks_of_a_lesson_have_nothing_to_mend(workshop, first_key, seed, sweep):
    """The stub is unwritten, the reference full, every mistake named, every right answer full."""
    generated, wrong = list(generate_right(workshop.course, workshop.lesson)), workshop.wrong
    if not sweep:
        generated = random.Random(seed).sample(generated, min(GENERATED, len(generated)))
        if seed != first_key.seed and workshop.lesson.key != WHOLE:
            wrong = part_of(wrong, seed)
    known = {"answer_key": lambda _: first_key} if seed == first_key.seed else {}
    with having(workshop, wrong=wrong, **known):
        findings = list(check_seed(workshop, seed, generated=generated))
    assert [str(finding) for finding in findings] == []


def test_the_texts_and_the_release_of_a_lesson_have_nothing_to_mend(workshop, course):
    """Hints are written, messages are short, every task knows an answer without any idea."""
    findings = [*check_texts(workshop), *check_files(course, workshop.lesson)]
    assert [str(finding) for finding in findings] == []


# ------------------------------------------------------------------ naming

SECOND = Path(__file__).parents[1] / "naming"
AT_LEAST = {WHOLE: 20}  # of the first lesson; of the others 8


def test_a_second_implementation_of_a_mistake_gets_the_same_name(workshop, first_key):
    """Naming knows the behaviour, not the text."""
    lesson = workshop.lesson
    files = sorted((SECOND / lesson.key).glob("*.py"))
    assert len(files) >= AT_LEAST.get(lesson.key, 8)
    tasks = [
        next(task for task in lesson.tasks if task.name == path.stem.partition("__")[0])
        for path in files
    ]
    sources = [
        Source(task.id, ((path.name, path.read_text(encoding="utf-8")),))
        for task, path in zip(tasks, files, strict=True)
    ]
    replies = list(workshop.see(sources, first_key.seed))
    named: dict[str, str] = {}

    def judge_all(suite):
        judge = Judge(lesson, first_key, suite)
        for path, task, reply in zip(files, tasks, replies, strict=True):
            result = judge_seen(judge, task, Seen(reply.plain, reply.stand_in))
            named[path.name] = "+".join(result.misconceptions)

    with_suite(lesson, workshop.course.hidden_suite(lesson.key), judge_all)
    assert named == {path.name: path.stem.partition("__")[2] for path in files}


def test_no_second_implementation_repeats_the_first(workshop):
    """A copy of the known mistake would prove nothing."""
    known = {_shape(wrong.source): wrong.path for wrong in workshop.wrong}
    for path in sorted((SECOND / workshop.lesson.key).glob("*.py")):
        assert _shape(path.read_text(encoding="utf-8")) not in known, path.name


def _shape(source: str) -> str:
    """Return the code without docstrings, comments and layout."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        match getattr(node, "body", None):
            case [ast.Expr(ast.Constant()), *rest]:
                node.body = rest
    return ast.dump(tree)
