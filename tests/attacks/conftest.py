"""The stage on which attacks are played: one course, one jail, one judge, and graders without guards."""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # `scene`, `naive` and `emulate` are no test modules
collect_ignore_glob = ["*__*", "course"]  # hand-ins are data: pytest must not even look at them

from scene import Attack, Scene, Stage, strings  # noqa: E402

from autograder import grade as grading  # noqa: E402
from autograder.answers import AnswerKey  # noqa: E402
from autograder.authoring import key as keys  # noqa: E402
from autograder.judge.client import JudgeClient  # noqa: E402
from autograder.lesson import Course, Lesson  # noqa: E402
from autograder.observation import Request, encode  # noqa: E402
from autograder.reports.html import feedback_html  # noqa: E402
from autograder.reports.text import feedback_text  # noqa: E402
from autograder.results import Report, to_json  # noqa: E402
from autograder.sandbox.pool import Observed, Pool  # noqa: E402

KEY = "lesson1_tiny"
SEED = 20_260_917


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


@pytest.fixture(scope="session")
def secret() -> str:
    """Return the token that no hand-in may show."""
    return "the-token-" + secrets.token_hex(12)


@pytest.fixture(scope="session")
def attack_course(tmp_path_factory: pytest.TempPathFactory, secret: str) -> Course:
    """Return the tiny course, with this session's secret in its solution and its hidden suite."""
    root = tmp_path_factory.mktemp("attacked")
    for part in ("solutions", "tests"):
        shutil.copytree(HERE / "course" / part, root / part)
    for path in root.glob("*/*/*.py"):
        path.write_text(path.read_text().replace("the-token-of-this-run", secret))
    return Course(root)


@pytest.fixture(scope="session")
def lesson(attack_course: Course) -> Lesson:
    """Return the tiny lesson with its first task alone: one worker an attack."""
    whole = attack_course.lesson(KEY)
    return msgspec.structs.replace(whole, task=whole.task[:1])


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
    """Return the answers for one seed; the sandbox without a jail serves as reference worker."""

    class Shared(keys.ReferenceWorker):
        def __init__(self, course: Course, key: str) -> None:
            self._pool = unjailed

        def __enter__(self) -> Shared:
            return self

        def __exit__(self, *exc: object) -> None:
            pass

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ReferenceWorker", Shared)
        with keys.Workshop(attack_course, attack_course.lesson(KEY)) as workshop:
            return workshop.answer_key(SEED)


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


class Played:
    """What came of one attack: the report, the effects outside its worker, and the texts it sent."""

    def __init__(self, report: Report, effects: set[str], said: list[bytes]) -> None:
        self.report = report
        self.result = report.tasks[0]
        self.effects = effects
        self.texts = [report.problem or "", *map(str, vars_of(self.result.finding))]
        self.texts += [text for data in said for text in strings(msgspec.msgpack.decode(data))]


def vars_of(finding: object) -> list[object]:
    """Return the fields of a record, or nothing for None."""
    return list(msgspec.structs.astuple(finding)) if finding else []  # type: ignore[arg-type]


@pytest.fixture
def play(attack_course, lesson: Lesson, key, stage: Stage, judge: JudgeClient, tmp_path: Path):
    """Return a function that grades an attack in a given pool and says what came of it."""

    def run(attack: Attack, pool: Pool, *, judge: Any = judge, seconds: float | None = None):
        with Scene(attack, stage, tmp_path / f"{attack.kind}-{secrets.token_hex(2)}") as scene:
            recording = Recording(pool)
            report = grade_one(scene, recording, judge, seconds or attack.seconds)
            shown = (to_json(report), *_pages(report, lesson), *recording.said)
            return Played(report, scene.effects(*shown), recording.said)

    def grade_one(scene: Scene, pool: Recording, judge: Any, seconds: float) -> Report:
        (task,) = lesson.task
        timed = msgspec.structs.replace(
            lesson, task=(msgspec.structs.replace(task, seconds=seconds),)
        )
        with pytest.MonkeyPatch.context() as patch:  # a bench of its own would start both anew
            patch.setattr(grading, "Pool", lambda *args, **kwargs: pool)
            patch.setattr(grading, "JudgeClient", lambda *args, **kwargs: judge)
            bench = grading.Bench(attack_course, timed, key, attack_course.hidden_suite(KEY))
        submission = scene.submission(lesson)
        evidence = bench.observe(submission, timed.tasks) if submission.problem is None else []
        return bench.judge(submission, evidence, tier=pool.tier, started=time.monotonic())

    return run


def _pages(report: Report, lesson: Lesson) -> tuple[bytes, ...]:
    pages = (feedback_html(report, lesson), feedback_text(report, lesson))
    return tuple(page.encode("utf-8", "replace") for page in pages)


@pytest.fixture(scope="session")
def naive(attack_course: Course) -> Iterator[Callable[[Path], dict[str, Any]]]:
    """Return a function that grades a folder by plain pytest in one process."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "naive.py"), str(attack_course.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )

    def ask(folder: Path) -> dict[str, Any]:
        assert process.stdin is not None
        assert process.stdout is not None
        print(folder, file=process.stdin, flush=True)
        return json.loads(process.stdout.readline())

    yield ask
    process.stdin.close()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def honest() -> Attack:
    """Return an honest hand-in in the form of an attack."""
    return Attack("Nothing.", "None.", "naive", "gained", folder="course/honest")
