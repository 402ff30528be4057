"""What `finegrade check` finds in the files of a lesson (see also `test_proof.py`)."""

from __future__ import annotations

from pathlib import Path

from autograder.authoring.check import check_files
from autograder.lesson import Course

ROOT = Path(__file__).parents[2]


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
