"""Attacks on the lessons themselves: a known mistake as the hand-in, and a trick beside it.

Each lesson has a folder here, named as the lesson is without its number. A folder in it holds
`trick.py` and what was written down of it. The hand-in is the lesson's solution with a file of
`wrong/` on top, and ends by having the trick play with the graded function or class. Without the
trick it is the same hand-in, whose `play` changes nothing.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from autograder.lesson import Course, Lesson, Task

HERE = Path(__file__).parent
COURSE = Course(HERE.parents[1])
NO_TRICK = "def play(function):\n    return function\n"


class LessonAttack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `expected.toml`, written by hand.

    Attributes:
        tries: what it tries, one sentence.
        guard: what stops it, one sentence; or why nothing has to.
        base: the file of `wrong/` that is handed in.
        points: that the task gets with the trick.
        off: where it gains: in one process, or where every known mistake has the same credit.
        lesson: the key of the lesson.
        name: the name of the attack's folder.
    """

    tries: str
    guard: str
    base: str
    points: int
    off: Literal["naive", "credit"] = "naive"
    lesson: str = ""
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
        """Return the hand-in, the graded module first, with the trick or without."""
        solutions, module = COURSE.solutions(self.lesson), COURSE.lesson(self.lesson).module
        sources = (solutions / module, solutions / "wrong" / f"{self.base}.py")
        play = f"\nfrom trick import play\n\n{self.function} = play({self.function})\n"
        trick_path = folder_of(self.lesson) / self.name / "trick.py"
        return {
            module: "\n\n".join([*(path.read_text(encoding="utf-8") for path in sources), play]),
            "trick.py": trick_path.read_text(encoding="utf-8") if trick else NO_TRICK,
        }


def folder_of(lesson: str) -> Path:
    """Return the folder with the attacks on a lesson."""
    return HERE / lesson.partition("_")[2]


def load_lesson_attacks() -> list[LessonAttack]:
    """Return the attacks on every lesson, in course order."""
    return [
        msgspec.convert(
            {**tomllib.loads(path.read_text("utf-8")), "lesson": key, "name": path.parent.name},
            LessonAttack,
        )
        for key in COURSE.keys()  # noqa: SIM118 (a method of its own)
        for path in sorted(folder_of(key).glob("*__*/expected.toml"))
    ]
