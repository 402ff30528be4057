"""A hand-in, as data: names and texts, never a path that is imported."""

from __future__ import annotations

import msgspec


class Submission(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One student's hand-in for one lesson.

    Attributes:
        student: who, as the folder or the platform names them.
        entry: name of the module that is graded, a key of `files` ("classification.py").
        files: relative POSIX name -> source text, for the module and its siblings. Line ends are
            newlines, byte order marks are gone, notebooks are already Python.
        problem: why this hand-in cannot be graded, as a sentence for the student; None if it can.
        notes: what intake had to do to read it, in words ("taken from a zip inside the zip").
    """

    student: str
    entry: str
    files: dict[str, str] = {}
    problem: str | None = None
    notes: tuple[str, ...] = ()
