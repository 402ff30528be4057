"""What a graded module is called, and which other names mean the same or look like it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

import msgspec

LESSON_FOLDER = re.compile(r"lesson\d+_\w+", re.IGNORECASE)

# What systems add to the name of a second copy: " (1)", "-1", "_copy", " - Copy (2)", "Copy of ".
_COPY_PREFIX = re.compile(r"^copy[ _-]of[ _-]")
_COPY_SUFFIX = re.compile(r"([ _-]+copy)?([ _-]*\(\d{1,3}\)|[ _-]\d{1,2})?$")


class Target(msgspec.Struct, frozen=True):
    """The module that is graded: `lesson1_classification` and `classification.py`."""

    lesson: str
    module: str

    @property
    def stem(self) -> str:
        """The module's name without its suffix."""
        return PurePosixPath(self.module).stem

    @property
    def notebook(self) -> str:
        """What the notebook is called that may stand for the module."""
        return self.stem + ".ipynb"

    def in_other_lesson(self, name: str) -> bool:
        """Tell whether a file lies directly in the folder of another lesson."""
        parent = PurePosixPath(name).parent.name
        return bool(LESSON_FOLDER.fullmatch(parent)) and parent.lower() != self.lesson.lower()


def is_copy(name: str, wanted: str) -> bool:
    """Tell whether `name` is `wanted` but for case and what marks a second copy."""
    path, target = PurePosixPath(name.lower()), PurePosixPath(wanted.lower())
    stem = _COPY_SUFFIX.sub("", _COPY_PREFIX.sub("", path.stem), count=1)
    return path.suffix == target.suffix and target.stem in (stem, path.stem)


def lookalikes(names: Iterable[str], wanted: str) -> list[str]:
    """Return the paths whose file name is close to `wanted`, nearest first."""
    by_name: dict[str, list[str]] = {}
    for name in names:
        by_name.setdefault(PurePosixPath(name).name.lower()[:80], []).append(name)
    near = difflib.get_close_matches(wanted.lower(), by_name, n=5, cutoff=0.7)
    return [path for name in near for path in by_name[name]]


def is_python(name: str) -> bool:
    """Tell a Python file by its suffix."""
    return name.lower().endswith(".py")


def is_notebook(name: str) -> bool:
    """Tell a notebook by its suffix."""
    return name.lower().endswith(".ipynb")
