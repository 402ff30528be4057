"""What `finegrade check` finds in a lesson: each by a course that is broken in just that way.

What it finds in judging is in `test_proof.py`.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from autograder.authoring import check
from autograder.authoring.build import build
from autograder.authoring.check import SENTENCE_WORDS, check_files, check_public, check_texts
from autograder.authoring.public import Share, stated_percent
from autograder.authoring.variants import Wrong
from autograder.lesson import Course

COURSE = Path(__file__).parents[1] / "release" / "course"
KEY = "lesson1_words"


@pytest.fixture
def course(tmp_path):
    """A small course with a fresh release."""
    shutil.copytree(COURSE, tmp_path / "course")
    course = Course(tmp_path / "course")
    build(course, course.keys())
    return course


def files(course):
    return [str(finding) for finding in check_files(course, course.lesson(KEY))]


def test_a_fresh_release_is_in_order(course):
    """Nothing is found where nothing is wrong."""
    assert files(course) == []


def test_a_missing_file_is_found(course):
    """With the command that writes it."""
    (course.root / "assignments" / KEY / "handout.md").unlink()
    (finding,) = files(course)
    assert "handout.md: is missing." in finding
    assert f"finegrade build {KEY}" in finding


def test_a_stale_file_is_found(course):
    """A release that was edited by hand is not what its sources say."""
    (course.root / "assignments" / "pytest.ini").write_text("[pytest]")
    (finding,) = files(course)
    assert "pytest.ini: is not what its sources say." in finding


def test_a_stray_file_is_found(course):
    """With the command that removes it."""
    (course.root / "assignments" / "stray.txt").write_text("x")
    (finding,) = files(course)
    assert "stray.txt: belongs to no source." in finding
    assert "rm " in finding


def test_a_line_of_the_solution_is_found(course):
    """In whichever file of the release it stands."""
    source = (course.solutions(KEY) / course.lesson(KEY).module).read_text()
    region = source.partition("# BEGIN SOLUTION")[2].partition("# END SOLUTION")[0]
    line = max(region.splitlines(), key=len).strip()
    handout = course.solutions(KEY) / "handout.md"
    handout.write_text(handout.read_text() + f"\nWrite `{line}`.\n")
    build(course, course.keys())
    (finding,) = files(course)
    assert "handout.md:" in finding
    assert "reveals a line of a solution." in finding


# ------------------------------------------------------------------ texts


@pytest.fixture
def texts(tiny):
    """A lesson whose texts are in order."""
    wrong = [
        Wrong(tiny.mistake(f"L9.Z0{n}", 0.0, task=task.id, lazy=True), "wrong/zeros.py", "")
        for n, task in enumerate(tiny.lesson.tasks)
    ]
    return SimpleNamespace(tasks=tiny.lesson.tasks, wrong=wrong)


def test_texts_that_are_in_order_are_no_finding(texts):
    """Nothing is found where nothing is wrong."""
    assert list(check_texts(texts)) == []


def test_an_empty_hint_is_found(texts):
    """Every rung must say something."""
    first, second = texts.tasks
    first = msgspec.structs.replace(first, hints=("Which?", " ", "A vector."))
    texts.tasks = (first, second)
    assert [str(f) for f in check_texts(texts)] == ["task 9.1: hint 2 is empty. Write it."]


def test_a_task_without_a_lazy_mistake_is_found(texts):
    """Without one nobody knows which groups of checks pay for nothing."""
    del texts.wrong[0]
    (finding,) = check_texts(texts)
    assert finding.where == "task 9.1"
    assert "without any idea" in finding.what


def test_a_long_message_is_found(texts, tiny):
    """A student reads one or two sentences."""
    mistake = msgspec.structs.replace(
        tiny.mistake("L9.A01"), sentence="word " * (SENTENCE_WORDS + 1)
    )
    texts.wrong.append(Wrong(mistake, "wrong/long.py", ""))
    (finding,) = check_texts(texts)
    assert str(finding) == "wrong/long.py: has a message of 61 words. Say it shorter."


# ------------------------------------------------------------------ the public suite


def public(course, monkeypatch, *, caught, missed, stated):
    handout = course.solutions(KEY) / "handout.md"
    handout.write_text(f"{handout.read_text()}\nThey catch {stated} % of the known mistakes.\n")
    share = Share(("c",) * caught, ("m",) * missed)
    monkeypatch.setattr(check, "measure_public", lambda course, lesson: share)
    return [finding.what for finding in check_public(course, course.lesson(KEY))]


def test_a_share_in_the_middle_that_the_handout_states_is_no_finding(course, monkeypatch):
    """Six of ten caught, and said."""
    assert public(course, monkeypatch, caught=6, missed=4, stated=60) == []


@pytest.mark.parametrize(("caught", "missed"), [(3, 7), (9, 1)])
def test_an_empty_gesture_and_a_complete_suite_are_found(course, monkeypatch, caught, missed):
    """Too little helps nobody, and too much leaves nothing to the hidden suite."""
    (what,) = public(course, monkeypatch, caught=caught, missed=missed, stated=caught * 10)
    assert f"catches {caught}0 %" in what


def test_a_handout_that_states_another_share_is_found(course, monkeypatch):
    """The figure is the one that was measured."""
    (what,) = public(course, monkeypatch, caught=5, missed=5, stated=60)
    assert "50 % of the known mistakes" in what


def test_a_handout_that_states_none_is_found(course):
    """There is no figure to compare then."""
    assert stated_percent(course, course.lesson(KEY)) is None
