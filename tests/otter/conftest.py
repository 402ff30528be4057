"""The real autograder zip of lesson 1, made once with one answer key, and folders laid out by it."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.lesson import Course, Lesson
from autograder.otter import bundle

ROOT = Path(__file__).parents[2]
KEY = "lesson1_classification"


@pytest.fixture(scope="session")
def course() -> Course:
    """This repository."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def zip_path(
    course: Course,
    sealed_lesson: Callable[[str], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """What `finegrade bundle otter lesson1` makes, but with one seed, so that runs can be compared."""

    def seal(_course: Course, lesson: Lesson, folder: Path, **_: object) -> None:
        shutil.copytree(sealed_lesson(lesson.key), folder)

    out = tmp_path_factory.mktemp("bundle") / "autograder.zip"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundle, "seal", seal)
        return bundle.bundle_lesson(course, course.lesson(KEY), out)


@pytest.fixture
def layout(zip_path: Path, tmp_path: Path) -> Callable[..., Path]:
    """Lay out otter's container folder with the zip in place and these files as the hand-in."""

    def build(hand_in: dict[str, str | bytes]) -> Path:
        root = tmp_path / "autograder"
        for name in ("source", "submission", "results"):
            (root / name).mkdir(parents=True)
        with zipfile.ZipFile(zip_path) as archive:
            archive.extractall(root / "source")
        (root / "submission_metadata.json").touch()
        for name, content in hand_in.items():
            path = root / "submission" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return build
