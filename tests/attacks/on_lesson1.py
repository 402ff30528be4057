"""Attacks on lesson 1 itself: a known mistake as the hand-in, and a trick beside it.

A folder of `classification/` holds `trick.py` and what was written down of it. The hand-in is the
stub of the lesson with a file of `wrong/` on top, and ends by having the trick play with the graded
function or class. Without the trick it is the same hand-in, whose `play` changes nothing.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from autograder.lesson import Lesson, Task

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "classification"
KEY = "lesson1_classification"
NO_TRICK = "def play(function):\n    return function\n"


class LessonAttack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `expected.toml`, written by hand.

    Attributes:
        tries: what it tries, one sentence.
        guard: what stops it, one sentence; or why nothing has to.
        base: the file of `wrong/` that is handed in.
        points: that the task gets with the trick.
        beside: a file of `right/` that is handed in too.
        off: where it gains: in one process, or where every known mistake has the same credit.
    """

    tries: str
    guard: str
    base: str
    points: int
    beside: str = ""
    off: Literal["naive", "credit"] = "naive"
    name: str = ""

    @property
    def kind(self) -> str:
        """The class of the attack: the first half of its folder's name."""
        return self.name.partition("__")[0]

    @property
    def function(self) -> str:
        """The graded function or class."""
        return self.base.partition("__")[0]

    def task(self, lesson: Lesson) -> Task:
        """Return the task that is attacked."""
        return next(task for task in lesson.tasks if task.name == self.function)

    def files(self, *, trick: bool) -> dict[str, str]:
        """Return the hand-in, with the trick or without."""
        play = f"\nfrom trick import play\n\n{self.function} = play({self.function})\n"
        beside = [_solution("right", self.beside)] if self.beside else []
        parts = [_stub(), *beside, _solution("wrong", self.base), play]
        trick_text = (FOLDER / self.name / "trick.py").read_text(encoding="utf-8")
        return {
            "classification.py": "\n\n".join(parts),
            "trick.py": trick_text if trick else NO_TRICK,
        }


def load_lesson_attacks() -> list[LessonAttack]:
    """Return every attack on lesson 1."""
    tables = {
        path.parent.name: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob("*__*/expected.toml"))
    }
    return [msgspec.convert({**t, "name": name}, LessonAttack) for name, t in tables.items()]


def _stub() -> str:
    return (ROOT / "assignments" / KEY / "classification.py").read_text(encoding="utf-8")


def _solution(kind: str, name: str) -> str:
    return (ROOT / "solutions" / KEY / kind / f"{name}.py").read_text(encoding="utf-8")
