"""Grade an attack as the real grader would, and as plain pytest in one process would.

What a test file, or the comparison in `benchmarks/attacks.py`, needs beside `scene`: the tiny course
with a secret in it, its answers, and one run of one attack.
"""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec
import pytest
from scene import HERE, Attack, Scene, Stage, strings

from autograder import grade as grading
from autograder.answers import AnswerKey
from autograder.authoring import key as keys
from autograder.judge.client import JudgeClient
from autograder.lesson import Course, Lesson
from autograder.observation import Request, encode
from autograder.reports.html import feedback_html
from autograder.reports.text import feedback_text
from autograder.results import Report, to_json
from autograder.sandbox.pool import Observed, Pool
from autograder.submission import Submission

KEY = "lesson1_tiny"
SEED = 20_260_917
OUR_TOKEN = "the-token-of-this-run"


def write_course(root: Path, secret: str) -> Course:
    """Write the tiny course to `root`, with this secret in its solution and its hidden suite."""
    for part in ("solutions", "tests"):
        shutil.copytree(HERE / "course" / part, root / part)
    for path in root.glob("*/*/*.py"):
        path.write_text(path.read_text().replace(OUR_TOKEN, secret))
    return Course(root)


def first_task(course: Course) -> Lesson:
    """Return the tiny lesson with its first task alone: one worker an attack."""
    whole = course.lesson(KEY)
    return msgspec.structs.replace(whole, task=whole.task[:1])


@contextmanager
def reference_in(pool: Pool) -> Iterator[None]:
    """Have a sandbox serve as reference worker too: one zygote less to start."""

    class Shared(keys.ReferenceWorker):
        def __init__(self, course: Course, key: str) -> None:
            self._pool = pool

        def __enter__(self) -> Shared:
            return self

        def __exit__(self, *exc: object) -> None:
            pass

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ReferenceWorker", Shared)
        yield


def tiny_answers(course: Course, unjailed: Pool) -> AnswerKey:
    """Return the answers of the tiny lesson for one seed."""
    with reference_in(unjailed), keys.Workshop(course, course.lesson(KEY)) as workshop:
        return workshop.answer_key(SEED)


class Started:
    """A sandbox or a judge that was started before, and goes on after a bench is left."""

    def __init__(self, thing: Any) -> None:
        self._thing = thing

    def __getattr__(self, name: str) -> Any:
        return getattr(self._thing, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        pass


def grade_with(
    pool: Any,
    judge: JudgeClient,
    submission: Submission,
    *,
    course: Course,
    lesson: Lesson,
    key: AnswerKey,
) -> Report:
    """Grade a hand-in by this sandbox and this judge, which were started before."""
    suite = course.hidden_suite(lesson.key)
    with pytest.MonkeyPatch.context() as patch:  # a bench of its own would start both anew
        patch.setattr(grading, "Pool", lambda *args, **kwargs: Started(pool))
        patch.setattr(grading, "JudgeClient", lambda *args, **kwargs: Started(judge))
        (report,) = grading.grade([submission], course=course, lesson=lesson, key=key, suite=suite)
    return report


class Recording:
    """A pool that keeps everything that came out of its workers."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.said: list[bytes] = []

    @property
    def tier(self) -> str:
        return self._pool.tier

    def observe(self, request: Request, *, seconds: float) -> Observed:
        observed = self._pool.observe(request, seconds=seconds)
        self.said.append(encode(observed))
        return observed


class Played:
    """What came of one attack: the report, the effects outside its worker, and the texts it sent."""

    def __init__(self, report: Report, effects: set[str], said: list[bytes]) -> None:
        self.report = report
        self.result = report.tasks[0]
        self.effects = effects
        self.texts = [report.problem or "", *map(str, _fields(self.result.finding))]
        self.texts += [text for data in said for text in strings(msgspec.msgpack.decode(data))]


def _fields(finding: object) -> list[object]:
    return list(msgspec.structs.astuple(finding)) if finding else []  # type: ignore[arg-type]


class Theatre(NamedTuple):
    """Where attacks on the tiny course are played: all that is started once for many of them."""

    course: Course
    lesson: Lesson
    key: AnswerKey
    stage: Stage

    def play(
        self,
        attack: Attack,
        pool: Pool,
        judge: JudgeClient,
        folder: Path,
        *,
        seconds: float | None = None,
    ) -> Played:
        """Grade an attack in a sandbox, below `folder`, and say what came of it."""
        task = msgspec.structs.replace(self.lesson.task[0], seconds=seconds or attack.seconds)
        lesson = msgspec.structs.replace(self.lesson, task=(task,))
        with Scene(attack, self.stage, folder / f"{attack.kind}-{secrets.token_hex(2)}") as scene:
            recording = Recording(pool)
            hand_in = scene.submission(lesson)
            report = grade_with(
                recording, judge, hand_in, course=self.course, lesson=lesson, key=self.key
            )
            shown = (to_json(report), *_pages(report, lesson), *recording.said)
            return Played(report, scene.effects(*shown), recording.said)


def _pages(report: Report, lesson: Lesson) -> tuple[bytes, ...]:
    pages = (feedback_html(report, lesson), feedback_text(report, lesson))
    return tuple(page.encode("utf-8", "replace") for page in pages)


class OneProcess:
    """`naive.py`: plain pytest, with hand-in, answers and checks in one process. A context manager.

    Args:
        course: the tiny course, whose solution is the reference.
        command: how Python is started, for one that runs with limits.
    """

    def __init__(self, course: Course, *command: str) -> None:
        self._command = [*(command or (sys.executable,)), str(HERE / "naive.py"), str(course.root)]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return self

    def __exit__(self, *exc: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)

    def grade(self, folder: Path) -> dict[str, Any]:
        """Return what came of the hand-in in `folder`: checks passed, words, how it broke."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(folder, file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())


def naive_effects(scene: Scene, result: dict[str, Any]) -> set[str]:
    """Return the effects of a hand-in on plain pytest, from what `OneProcess.grade` returned."""
    effects = scene.effects(result["words"].encode())
    effects |= {"gained"} if result.get("passed") else set()
    effects |= {"broke"} if result["broke"] else set()
    return effects | ({"changed"} if result.get("after", 7) != 7 else set())


def unpack_effects(scene: Scene, texts: list[str], *, broke: bool) -> set[str]:
    """Return the effects of an upload on a reader that unpacks and runs it (`unpack.py`)."""
    effects = scene.effects(*(text.encode() for text in texts))
    effects |= {"broke"} if broke else set()
    return effects | ({"gained"} if any("sigmoid(2 * x)" in text for text in texts) else set())
