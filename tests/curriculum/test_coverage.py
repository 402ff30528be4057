"""Every concept of the course is graded by a task, or asked in some checkpoints."""

from __future__ import annotations

import tomllib
from pathlib import Path

from autograder.lesson import Course

COURSE = Course(Path(__file__).parents[2])
TASKS = [task for lesson in map(COURSE.lesson, COURSE.keys()) for task in lesson.tasks]
CONCEPTS = tomllib.loads((COURSE.root / "solutions" / "concepts.toml").read_text(encoding="utf-8"))


def test_every_concept_is_graded_and_no_task_names_another():
    """The tasks name the concepts of the list, all of them and no others."""
    graded = {concept for task in TASKS for concept in task.concepts}
    listed = {concept for part in CONCEPTS.values() for concept in part}
    assert (sorted(listed - graded), sorted(graded - listed)) == ([], [])


def test_every_core_concept_is_graded_outside_of_the_checkpoints():
    """What the course is about is written by the student, not only answered."""
    written = {c for task in TASKS if task.name != "checkpoints" for c in task.concepts}
    assert sorted(CONCEPTS["core"].keys() - written) == []
