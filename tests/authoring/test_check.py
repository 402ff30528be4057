"""Lesson 1 proves its checks, at three seeds, in `make test-all` (and by `finegrade check lesson1`)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.authoring.check import SEEDS, check_files, check_lesson
from autograder.lesson import Course

ROOT = Path(__file__).parents[2]
SWEEP = os.environ.get("FINEGRADE_SWEEP") == "all"


@pytest.mark.slow
@pytest.mark.skipif(not SWEEP, reason="a sweep of minutes: `make test-all` runs it")
def test_lesson_1_has_nothing_to_mend():
    """The stub is unwritten, the reference full, every mistake named, every right answer full."""
    course = Course(ROOT)
    findings = list(check_lesson(course, course.lesson("lesson1"), seeds=SEEDS))
    assert [str(finding) for finding in findings] == []


def test_a_stale_release_is_found(tmp_path):
    """A release that is missing or differs from its sources is told, with the repair."""
    for name in ("solutions", "tests", "fixtures"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "assignments").mkdir()
    (tmp_path / "assignments" / "stray.txt").write_text("x")
    course = Course(tmp_path)
    findings = [str(f) for f in check_files(course, course.lesson("lesson1"))]
    assert any("stray.txt" in finding for finding in findings)
    assert any("classification.py" in finding for finding in findings)
