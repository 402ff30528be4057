"""A student's folder: the release of the small course beside this file, without torch."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from autograder.authoring.build import build
from autograder.lesson import Course

COURSE = Path(__file__).parent / "course"


class Screen(msgspec.Struct, frozen=True):
    """What one run of pytest printed, and its exit code."""

    text: str
    code: int

    @property
    def lines(self) -> list[str]:
        """The lines as they stand in a terminal."""
        return self.text.rstrip("\n").split("\n")


class Student:
    """Somebody who works in a release: edits the module and runs pytest.

    Args:
        root: the release.
        reference: text of the lesson's reference.
    """

    def __init__(self, root: Path, reference: str) -> None:
        self.root = root
        self.reference = reference
        self.folder = root / "lesson1_words"
        self.module = self.folder / "words.py"

    def solve(self, *edits: tuple[str, str]) -> None:
        """Write the reference, with pieces of its text replaced."""
        self._write(self.reference, edits)

    def edit(self, *edits: tuple[str, str]) -> None:
        """Replace pieces of the module."""
        self._write(self.module.read_text(encoding="utf-8"), edits)

    def run(self, *arguments: str, folder: Path | None = None) -> Screen:
        """Run `pytest` in the release, or in a folder of it."""
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment |= {"COLUMNS": "80", "PYTHONDONTWRITEBYTECODE": "1"}
        # Students have no plugin but this one; ours would be loaded for each run, and are slow.
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        plugins = ["-p", "pytest_timeout", "-o", "required_plugins="]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *plugins, *arguments],
            cwd=folder or self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return Screen(done.stdout, done.returncode)

    def _write(self, text: str, edits: tuple[tuple[str, str], ...]) -> None:
        for old, new in edits:
            assert old in text, f"nothing to replace: {old!r}"
            text = text.replace(old, new)
        self.module.write_text(text, encoding="utf-8")


@pytest.fixture
def student(tmp_path: Path) -> Student:
    """A student with an untouched release."""
    shutil.copytree(COURSE, tmp_path / "course")
    course = Course(tmp_path / "course")
    build(course, ["lesson1_words"], target=tmp_path / "release")
    reference = (course.solutions("lesson1_words") / "words.py").read_text(encoding="utf-8")
    return Student(tmp_path / "release", reference)
