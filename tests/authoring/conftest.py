"""A small course of one lesson, for the tests that write into one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.lesson import Course

COURSE = Path(__file__).parents[1] / "release" / "course"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A copy of the course, not built yet."""
    shutil.copytree(COURSE, tmp_path / "course")
    return Course(tmp_path / "course")
