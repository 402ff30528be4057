"""Courses to grade; `sums`, which is no test module, can be imported by the tests of this folder."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from kills import Process, adopt_orphans, children, wait_for_end
from sums import HAND_INS, Desk, make_python, write_course


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """Hear Ctrl-C, also in a job in the background, whose shell has it ignored, and all it starts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def quick_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an interpreter whose torch loads at once."""
    return make_python(tmp_path_factory.mktemp("quick"))


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a course without hand-ins, to be copied."""
    root = tmp_path_factory.mktemp("sums")
    write_course(root)
    return root


@pytest.fixture
def desk(course: Path, quick_python: Path, tmp_path: Path) -> Desk:
    """Return a course with six hand-ins, none of them graded."""
    shutil.copytree(course, tmp_path / "course-of-sums")
    found = Desk(tmp_path / "course-of-sums", quick_python)
    for student, source in HAND_INS.items():
        found.write(student, source)
    return found


@pytest.fixture(scope="session")
def graded_course(
    course: Path, quick_python: Path, tmp_path_factory: pytest.TempPathFactory
) -> Desk:
    """Return the same course, graded once; a test copies it."""
    root = tmp_path_factory.mktemp("graded") / "course-of-sums"
    shutil.copytree(course, root)
    found = Desk(root, quick_python)
    for student, source in HAND_INS.items():
        found.write(student, source)
    found.grade()
    return found


@pytest.fixture
def graded(graded_course: Desk, tmp_path: Path) -> Desk:
    """Return a copy of the graded course, which a test may change."""
    shutil.copytree(graded_course.root, tmp_path / "course-of-sums")
    return Desk(tmp_path / "course-of-sums", graded_course.python)


@pytest.fixture
def left_over() -> Callable[[], list[Process]]:
    """Return a function that waits for the end of what the test started, and returns what stays."""
    adopt_orphans()
    before = {process.pid for process in children()}
    return lambda: wait_for_end(before)
