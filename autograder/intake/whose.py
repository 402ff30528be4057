"""Whose a hand-in is by the word of a person: a pattern of the names in a folder, or one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from autograder.errors import AuthorError
from autograder.intake.arrivals import Arrival, Person, Shelf
from autograder.intake.entries import Entry, is_ignored
from autograder.intake.layouts import file_student
from autograder.intake.naming import Target

_FIELDS = {"{student}": "(?P<student>[^/]+?)", "{file}": "(?P<file>[^/]+)", "*": "[^/]*"}
_SHORTEST = "[^/]*?"
_FIELD = re.compile(r"(\{\w*\}|\*)")
_REST = "(?:/(?P<rest>.+))?"


class Names(msgspec.Struct, frozen=True):
    """What a person says about whose hand-ins are.

    Attributes:
        pattern: how the names of a folder are made, such as "{student}_{file}"; or "".
        owners: what the export calls a hand-in -> its students, several for a group.
    """

    pattern: str = ""
    owners: Mapping[str, tuple[str, ...]] = {}


def read_names(said: Iterable[str]) -> Names:
    """Return what "{student}_{file}" (once) and "submission_17=student-07" say together.

    Raises:
        AuthorError: one of them is neither, or a second pattern.
    """
    pattern = ""
    owners: dict[str, tuple[str, ...]] = {}
    for text in said:
        if "{student}" in text and not pattern:
            _check(text)
            pattern = text
            continue
        label, _, student = text.rpartition("=")
        if not label or not student or "{student}" in text:
            raise AuthorError(
                f"{text!r} does not say whose a hand-in is: write HAND-IN=STUDENT, or one pattern such "
                "as '{student}_{file}'."
            )
        owners[label] = (*owners.get(label, ()), student)
    return Names(pattern, owners)


def _check(pattern: str) -> None:
    fields = [part for part in _FIELD.findall(pattern) if part != "*"]
    if not set(fields) <= set(_FIELDS) or len(set(fields)) < len(fields):
        raise AuthorError(
            f"{pattern!r} is no pattern: it may hold {{student}} and {{file}}, each once, and * for "
            "what does not matter."
        )


def read_pattern(shelf: Shelf, pattern: str) -> tuple[list[Arrival], list[str]]:
    """Return the hand-ins whose names fit a pattern, one a student, and the names that do not fit.

    A slash in the pattern is a folder. What lies below a name that fits belongs to it.
    """
    shapes = _shapes(pattern, shelf.target)
    found: dict[str, list[_Fit]] = {}
    unread: dict[str, None] = {}
    for entry in shelf.entries:
        if entry.folder or is_ignored(entry.name):
            continue
        fit = _fit(entry, pattern, shapes)
        if fit is None:
            unread[_head(entry, pattern)] = None
        else:
            found.setdefault(fit.student, []).append(fit)
    arrivals = [_arrival(student, fits, shelf.depth) for student, fits in found.items()]
    return arrivals, list(unread)


class _Fit(NamedTuple):
    """A file whose name fits: whose, by which name, and the file as it is called there."""

    student: str
    head: str
    entry: Entry
    bare: bool  # it is the hand-in itself, and nothing says what it is called


def _shapes(pattern: str, target: Target) -> list[re.Pattern[str]]:
    """Return what a name has to fit: first with the module as its file, since students may hold _.

    If the student's own words can follow in a name, the stars are short: nothing in these words may
    then be taken for the student.
    """
    behind = pattern.partition("{student}")[2].partition("/")[0]
    fields = {**_FIELDS, "*": _SHORTEST} if "{file}" in behind or "*" in behind else _FIELDS
    module = f"(?P<file>{re.escape(target.module)}|{re.escape(target.notebook)})"
    parts = _FIELD.split(pattern)
    return [
        re.compile("".join(known.get(part, re.escape(part)) for part in parts) + _REST)
        for known in ({**fields, "{file}": module}, fields)
    ]


def _fit(entry: Entry, pattern: str, shapes: Iterable[re.Pattern[str]]) -> _Fit | None:
    match = next(filter(None, (shape.fullmatch(entry.name) for shape in shapes)), None)
    if match is None:
        return None
    parts = match.groupdict()
    inside = "/".join(filter(None, (parts.get("file"), parts["rest"])))
    suffixed = not inside and pattern.endswith("{student}")
    student = file_student(parts["student"]) if suffixed else parts["student"]
    moved = entry.moved(inside or entry.path.name)
    return _Fit(student, _head(entry, pattern), moved, bare=not inside)


def _head(entry: Entry, pattern: str) -> str:
    return "/".join(entry.name.split("/")[: pattern.count("/") + 1])


def _arrival(student: str, fits: Sequence[_Fit], depth: int) -> Arrival:
    heads = tuple(dict.fromkeys(fit.head for fit in fits))
    entries = tuple(fit.entry for fit in fits)
    single = len(fits) == 1 and fits[0].bare
    return Arrival(heads, (Person(login=student),), entries, single=single, depth=depth)
