"""What several folders of tests share: a tiny lesson, short ways to write observations, and sweeps.

A test marked `slow` is a sweep of minutes. It runs if FINEGRADE_SWEEP is "all" (`make test-all`).
A skip that `skips.txt` does not expect fails the run where FINEGRADE_STRICT is set (`.ci/run`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import filelock
import numpy as np
import pytest

from autograder.answers import AnswerKey, Mistake, Seen, TaskAnswers
from autograder.authoring import bundle
from autograder.authoring.check import SEEDS
from autograder.lesson import Course, Lesson, Task
from autograder.observation import PAYLOAD, Array, Case, Observation

# Read when torch is loaded: on models this small, two threads mostly wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")
SWEEP = os.environ.get("FINEGRADE_SWEEP") == "all"
STRICT = bool(os.environ.get("FINEGRADE_STRICT"))
EXPECTED_SKIPS = (Path(__file__).parent / "skips.txt").read_text(encoding="utf-8").splitlines()


# Files that take minutes, begun first: the last one to end is then a short one.
LONG = (
    "curriculum/test_check.py",
    "test_grade.py",
    "fixtures/test_phenomena.py",
    "notebooks/test_notebooks.py",
    "desk/test_cluster.py",
    "otter/test_otter_run.py",
    "otter/test_otter_container.py",
    "test_repeat.py",
)


def _rank(item: pytest.Item) -> int:
    name = item.path.relative_to(Path(__file__).parent).as_posix()
    return LONG.index(name) if name in LONG else len(LONG)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long first; skip the sweeps, unless all are wanted."""
    items.sort(key=_rank)
    for item in items:
        if not SWEEP and item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="a sweep of minutes: `make test-all` runs it"))


def unexpected_skips(reasons: list[str], expected: list[str]) -> list[str]:
    """Return the reasons that fit no line of `skips.txt` (regular expressions; # comments)."""
    patterns = [re.compile(line) for line in expected if line and not line.startswith("#")]
    return [reason for reason in reasons if not any(p.fullmatch(reason) for p in patterns)]


def _surprises(config: pytest.Config) -> list[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    reasons = {report.longrepr[2].removeprefix("Skipped: ") for report in skipped}
    return unexpected_skips(sorted(reasons), EXPECTED_SKIPS)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name every skip that nobody expected."""
    for reason in _surprises(config):
        terminalreporter.write_line(f"skipped, and not expected in tests/skips.txt: {reason}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run in CI where a test was skipped for a reason that nobody expected."""
    if STRICT and session.exitstatus == 0 and _surprises(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def sweep() -> bool:
    """Tell whether every sweep shall run whole."""
    return SWEEP


@pytest.fixture(scope="session")
def sealed_lesson(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that seals a lesson of this course with one answer key, of the first seed.

    That takes up to two minutes of CPU, so all processes of a run of the tests share it.
    """
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    course = Course(Path(__file__).parents[1])

    def seal(key: str) -> Path:
        folder = root / f"sealed-{key}"
        with filelock.FileLock(f"{folder}.lock"), pytest.MonkeyPatch.context() as patch:
            if not folder.exists():
                patch.setattr(bundle.secrets, "randbits", lambda _: SEEDS[0])
                unfinished = root / f"unfinished-{key}"
                bundle.seal(course, course.lesson(key), unfinished, seeds=1)
                unfinished.rename(folder)
        return folder

    return seal


class Tiny:
    """Builds records of a lesson of two tasks: 9.1 `first`, and 9.2 `second`, which calls it."""

    hints = ("Which?", "Look there.", "A vector.")
    lesson = Lesson(
        title="Tiny",
        module="tiny.py",
        task=(
            Task("9.1", "first", 10, ("near", "far"), hints, "Why."),
            Task("9.2", "second", 8, ("near", "far"), hints, "Why.", helpers=("9.1",)),
        ),
        key="lesson9_tiny",
    )

    @staticmethod
    def array(values: object, dtype: str = "float32") -> Array:
        """Return the values as they travel for a tensor of this dtype."""
        numbers = np.asarray(values).astype(PAYLOAD[dtype])
        return Array(dtype, numbers.shape, numbers.tobytes())

    @classmethod
    def observation(cls, task: str, **cases: object) -> Observation:
        """Return an observation; a case is a dict, or numbers that are recorded as `y`."""
        return Observation(task, {name: cls._case(values) for name, values in cases.items()})

    @classmethod
    def seen(cls, task: str, **cases: object) -> Seen:
        """Return an implementation as the probes saw it, without stand-ins."""
        return Seen(cls.observation(task, **cases))

    @staticmethod
    def mistake(id: str, credit: float = 0.5, *, task: str = "9.1", lazy: bool = False) -> Mistake:
        """Return a known mistake whose sentence and slug come from its id."""
        return Mistake((id,), task, f"slug-{id}", f"This is {id}.", credit, lazy)

    @classmethod
    def key(cls, **answers: TaskAnswers) -> AnswerKey:
        """Return an answer key; a task is written `t9_1`."""
        tasks = {name.removeprefix("t").replace("_", "."): a for name, a in answers.items()}
        return AnswerKey(cls.lesson.key, 7, tasks)

    @classmethod
    def _case(cls, values: object) -> Case:
        return values if isinstance(values, dict) else {"y": cls.array(values)}


@pytest.fixture
def tiny() -> type[Tiny]:
    """The builder of a tiny lesson's records."""
    return Tiny
