"""Which files belong to which student: the place where further layouts are recognised.

`split` sees names alone, before anything is read. It knows two shapes:

- one hand-in: the module (or something that looks like it, its notebook, or a lesson's folder) lies
  at the top, below at most a chain of folders that wrap everything;
- a folder of hand-ins: each folder, archive, `.py` and `.ipynb` at the top is one, and the student
  is its name without suffix. `student-07_classification.py` is one of student-07. Other files at
  the top (a roster, a readme) are of no student.

A folder called `hand-ins` is a course's own, and always the second shape. Any other folder on disk
that holds one folder or archive and no module is the second shape, with one student; an archive
that does is the first, because wrapping is what packing programs do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from autograder.intake.archives import archive_stem, unread_kind
from autograder.intake.entries import Entry, is_ignored
from autograder.intake.naming import (
    LESSON_FOLDER,
    Target,
    is_copy,
    is_notebook,
    is_python,
    lookalikes,
)

HAND_INS = "hand-ins"  # folder of a course run that holds what counts of everybody


class HandIn(msgspec.Struct, frozen=True):
    """The entries of one student.

    Attributes:
        student: who, as the folder or file is named.
        entries: the files, by their path inside the hand-in.
        single: the only entry is the hand-in itself (a module, a notebook or an archive), whatever
            it is called.
        depth: how many archives are open around the entries.
    """

    student: str
    entries: tuple[Entry, ...]
    single: bool = False
    depth: int = 0


def split(entries: Iterable[Entry], target: Target, *, owner: str, archived: bool) -> list[HandIn]:
    """Return the hand-ins among `entries`, sorted by student.

    Args:
        entries: everything below the path that was given.
        target: the module that is looked for.
        owner: the student if it is all one hand-in.
        archived: the entries come from an archive.
    """
    entries = [entry for entry in entries if not is_ignored(entry.name)]
    if owner == HAND_INS and not archived:
        return _many(entries, target, 0)
    inner = _unwrapped(entries)
    depth = int(archived)
    if _is_one(inner if archived else entries, target, archived=archived):
        return [HandIn(owner, tuple(entries), depth=depth)] if entries else []
    if not archived and _is_one(inner, target, archived=True):
        inner = entries  # the one folder is the one student, not a wrapper of many
    return _many(inner, target, depth)


def _unwrapped(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries without the chain of folders that holds all of them."""
    inner = entries
    while (top := _lone_folder(inner)) is not None:
        inner = [entry.moved(entry.name[len(top) + 1 :]) for entry in inner if entry.name != top]
    return inner


def _lone_folder(entries: Sequence[Entry]) -> str | None:
    tops = {entry.name.split("/", 1)[0] for entry in entries}
    files = [e for e in entries if "/" not in e.name and not e.folder]
    nested = any("/" in entry.name for entry in entries)
    if len(tops) != 1 or files or not nested or LESSON_FOLDER.fullmatch(min(tops)):
        return None
    return min(tops)


def _is_one(entries: Sequence[Entry], target: Target, *, archived: bool) -> bool:
    # A refused name at the top was meant to lie outside, and says nothing about the layout.
    entries = [entry for entry in entries if not entry.refuse or "/" in entry.name]
    files = [e.name for e in entries if "/" not in e.name and not e.folder]
    if any(_is_module(name, target) for name in files) or any(map(_in_lesson, entries)):
        return True
    units = _units(entries)
    if archived:
        return len(units) <= 1
    return len(units) == 1 and units[0] in files and archive_stem(units[0]) is None


def _is_module(name: str, target: Target) -> bool:
    if name.lower().endswith("_" + target.module):
        return False  # student-07_classification.py
    alike = lookalikes([name], target.module) and not is_notebook(name)
    return is_copy(name, target.module) or is_copy(name, target.notebook) or bool(alike)


def _in_lesson(entry: Entry) -> bool:
    parts = entry.name.split("/")
    code = is_python(entry.name) or is_notebook(entry.name)
    return len(parts) == 2 and code and LESSON_FOLDER.fullmatch(parts[0]) is not None


def _units(entries: Iterable[Entry]) -> list[str]:
    """Return the names at the top that can each be a hand-in, sorted."""
    found = set()
    for entry in entries:
        top, _, rest = entry.name.partition("/")
        if rest or entry.folder or is_unit(entry):
            found.add(top)
    return sorted(found)


def is_unit(entry: Entry) -> bool:
    """Tell a file at the top that can be a hand-in of its own, or was meant to be one."""
    name = entry.name
    readable = is_python(name) or is_notebook(name) or archive_stem(name) is not None
    return readable or bool(entry.skip or entry.refuse or unread_kind(name))


def _many(entries: Sequence[Entry], target: Target, depth: int) -> list[HandIn]:
    """Return one hand-in per unit; where two students would get one name, both keep the suffix."""
    grouped: dict[str, list[Entry]] = {unit: [] for unit in _units(entries)}
    for entry in entries:
        if (top := entry.name.split("/", 1)[0]) in grouped:
            grouped[top].append(entry)
    students = [_student(unit, group, target) for unit, group in grouped.items()]
    hand_ins = [
        _hand_in(name if students.count(name) == 1 else unit, unit, group, depth)
        for name, (unit, group) in zip(students, grouped.items(), strict=True)
    ]
    return sorted(hand_ins, key=lambda hand_in: hand_in.student)


def _student(unit: str, group: Sequence[Entry], target: Target) -> str:
    if any(entry.name != unit or entry.folder for entry in group):
        return unit
    if unit.lower().endswith("_" + target.module):
        return unit[: -len(target.module) - 1] or unit
    return file_student(unit)


def file_student(name: str) -> str:
    """Return the student of a hand-in that is one file: its name without suffix."""
    stem = archive_stem(name)
    return stem if stem is not None else name.rpartition(".")[0] or name


def _hand_in(student: str, unit: str, group: Sequence[Entry], depth: int) -> HandIn:
    if len(group) == 1 and group[0].name == unit and not group[0].folder:
        return HandIn(student, tuple(group), single=True, depth=depth)
    inside = (e.moved(e.name[len(unit) + 1 :]) for e in group if e.name != unit)
    return HandIn(student, tuple(inside), depth=depth)
