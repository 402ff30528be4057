"""The release for a student who lacks earlier lessons: what lesson 5 calls of them is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring.build import provide, release_files
from autograder.errors import AuthorError
from autograder.lesson import Course

COURSE = Course(Path(__file__).parents[2])
KEY = "lesson5_pipeline"


@pytest.fixture(scope="module")
def release(tmp_path_factory) -> Path:
    """The release with what is provided."""
    folder = tmp_path_factory.mktemp("provided")
    provide(COURSE, KEY, folder)
    return folder


def test_what_the_lesson_calls_is_there_and_works(release):
    """In a fresh process the stub imports, and the provided functions give the numbers by hand."""
    script = (
        "import torch\n"
        "from lesson5_pipeline.pipeline import absmax_quantize, dpo_loss, sequence_logprobs\n"
        "zero = torch.zeros(3)\n"
        "print(round(dpo_loss(zero, zero, zero, zero)[0].item(), 4))\n"
        "ids, mask = torch.zeros(1, 4, dtype=torch.int64), torch.tensor([[0, 1, 1, 1]])\n"
        "print(round(sequence_logprobs(torch.zeros(1, 4, 4), ids, mask).item(), 4))\n"
        "print(absmax_quantize(torch.tensor([-0.8, 0.3, 1.2, -0.5]))[0].tolist())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=release, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:3] == ["0.6931", "-4.1589", "[-85, 32, 127, -53]"]


def test_nothing_else_is_solved(release):
    """Other tasks of earlier lessons are unwritten as ever."""
    text = (release / "lesson3_alignment" / "alignment.py").read_text()
    tasks = COURSE.lesson("lesson3").tasks
    left = {task.name for task in tasks if f"task {task.id}: {task.name} is not" in text}
    assert left == {task.name for task in tasks} - {"sequence_logprobs", "dpo_loss"}


def test_the_lesson_itself_is_as_in_everybodys_release(release):
    """Stub, handout, public suite and fixtures are byte for byte those of `assignments/`."""
    for name, content in release_files(COURSE, [KEY]).items():
        assert (release / name).read_bytes() == content, name


def test_everybodys_release_is_not_written_to():
    """Into `assignments/`, or for a lesson that calls nothing earlier, nothing is provided."""
    with pytest.raises(AuthorError, match="release for everybody"):
        provide(COURSE, KEY, COURSE.root / "assignments" / "more")
    with pytest.raises(AuthorError, match="none to provide"):
        provide(COURSE, "lesson1_classification", Path("/nonexistent"))
    assert not (COURSE.root / "assignments" / "more").exists()
