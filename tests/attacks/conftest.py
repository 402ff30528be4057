"""The stage on which attacks are played: one course, one jail, one judge, and graders without guards."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # `scene`, `playing`, `naive` and `emulate` are no test modules
collect_ignore_glob = ["*__*", "course"]  # hand-ins are data: pytest must not even look at them

from playing import KEY, OneProcess, Theatre, first_task, tiny_answers  # noqa: E402
from playing import write_course as write  # noqa: E402
from scene import Attack, Stage  # noqa: E402

from autograder.answers import AnswerKey  # noqa: E402
from autograder.judge.client import JudgeClient  # noqa: E402
from autograder.lesson import Course, Lesson  # noqa: E402
from autograder.sandbox.pool import Pool  # noqa: E402


@pytest.fixture(scope="session")
def secret() -> str:
    """Return the token that no hand-in may show."""
    return "the-token-" + secrets.token_hex(12)


@pytest.fixture(scope="session")
def attack_course(tmp_path_factory: pytest.TempPathFactory, secret: str) -> Course:
    """Return the tiny course, with this session's secret in its solution and its hidden suite."""
    return write(tmp_path_factory.mktemp("attacked"), secret)


@pytest.fixture(scope="session")
def lesson(attack_course: Course) -> Lesson:
    """Return the tiny lesson with its first task alone: one worker an attack."""
    return first_task(attack_course)


@pytest.fixture(scope="session")
def stage(attack_course: Course, tmp_path_factory, secret: str) -> Iterator[Stage]:
    """Return the listeners and secrets."""
    with Stage(attack_course.root, tmp_path_factory.mktemp("stage"), secret) as stage:
        yield stage


@pytest.fixture(scope="session")
def unjailed(attack_course: Course) -> Iterator[Pool]:
    """Return a sandbox whose workers keep every right."""
    with Pool(attack_course, KEY, tier="process", jailed=False) as pool:
        yield pool


@pytest.fixture(scope="session")
def key(attack_course: Course, unjailed: Pool) -> AnswerKey:
    """Return the answers for one seed."""
    return tiny_answers(attack_course, unjailed)


@pytest.fixture(scope="session")
def jail(attack_course: Course) -> Iterator[Pool]:
    """Return the sandbox as it grades."""
    with Pool(attack_course, KEY) as pool:
        yield pool


@pytest.fixture(scope="session")
def judge(attack_course: Course, key: AnswerKey) -> Iterator[JudgeClient]:
    """Return the judge."""
    whole = attack_course.lesson(KEY)
    with JudgeClient(whole, attack_course.hidden_suite(KEY), key) as judge:
        yield judge


@pytest.fixture(scope="session")
def generous(attack_course: Course, key: AnswerKey) -> Iterator[JudgeClient]:
    """Return a judge that knows of no hand-in without an idea."""
    whole = attack_course.lesson(KEY)
    answers = {
        task: msgspec.structs.replace(
            answer,
            wrong=tuple(
                (msgspec.structs.replace(mistake, lazy=False, credit=0.7), seen)
                for mistake, seen in answer.wrong
            ),
        )
        for task, answer in key.tasks.items()
    }
    kind = msgspec.structs.replace(key, tasks=answers)
    with JudgeClient(whole, attack_course.hidden_suite(KEY), kind) as judge:
        yield judge


@pytest.fixture
def play(attack_course, lesson: Lesson, key, stage: Stage, judge: JudgeClient, tmp_path: Path):
    """Return a function that grades an attack in a given pool and says what came of it."""
    theatre = Theatre(attack_course, lesson, key, stage)

    def run(attack: Attack, pool: Pool, *, judge: Any = judge, seconds: float | None = None):
        return theatre.play(attack, pool, judge, tmp_path, seconds=seconds)

    return run


@pytest.fixture(scope="session")
def naive(attack_course: Course) -> Iterator[Callable[[Path], dict[str, Any]]]:
    """Return a function that grades a folder by plain pytest in one process."""
    with OneProcess(attack_course) as grader:
        yield grader.grade


@pytest.fixture(scope="session")
def honest() -> Attack:
    """Return an honest hand-in in the form of an attack."""
    return Attack("Nothing.", "None.", "naive", "gained", folder="course/honest")
