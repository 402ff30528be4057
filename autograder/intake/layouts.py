"""Which entries belong to which student.

A hand-in may be a file, a folder or an archive; a path may hold one of them or a whole course's. A
recogniser for the export of a learning platform is one more function beside `split_students`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from autograder.intake.archives import archive_stem
from autograder.intake.entries import Entry, is_binary, is_ignored

_SOURCE = re.compile(r"\.(py|ipynb)$", re.IGNORECASE)


class HandIn(msgspec.Struct, frozen=True):
    """One student's entries; their names no longer begin with the student's folder."""

    student: str
    entries: tuple[Entry, ...]


def split_students(entries: Sequence[Entry], name: str, module: str) -> list[HandIn]:
    """Return one hand-in for each student among the entries of a folder or archive.

    It is one hand-in if the module, a notebook or a lesson's folder lies at its top; else each folder,
    archive or file at the top is one.

    Args:
        entries: all files below the folder, with relative names.
        name: what the folder or archive is called.
        module: name of the graded module.
    """
    useful = [e for e in entries if not is_ignored(e.name)]
    tops: dict[str, list[Entry]] = {}
    for entry in useful:
        tops.setdefault(entry.path.parts[0] if entry.name else "", []).append(entry)
    if not tops or _is_one(tops, module):
        return [HandIn(name, tuple(useful))]
    if len(tops) == 1:
        ((top, inner),) = tops.items()
        below = [e.moved(e.name[len(top) + 1 :]) for e in inner if len(e.path.parts) > 1]
        if below:  # one wrapping folder
            return split_students(below, name, module)
    return [_hand_in(top, inner) for top, inner in sorted(tops.items()) if _counts(top, inner)]


def _is_one(tops: dict[str, list[Entry]], module: str) -> bool:
    stem = module.removesuffix(".py")
    names = [top for top, inner in tops.items() if len(inner) == 1 and not inner[0].folder]
    sources = [n for n in names if _SOURCE.search(n)]
    lessons = [top for top in tops if re.match(r"lesson\d+_", top) and not _SOURCE.search(top)]
    return bool(
        lessons
        or module in names
        or f"{stem}.ipynb" in names
        or len(sources) == 1 == len(names)
        or (len(tops) == 1 and archive_stem(next(iter(tops))) is not None)
    )


def _counts(top: str, inner: Sequence[Entry]) -> bool:
    return len(inner) > 1 or inner[0].folder or not is_binary(top)


def _hand_in(top: str, inner: Sequence[Entry]) -> HandIn:
    if len(inner) == 1 and not inner[0].folder and len(inner[0].path.parts) == 1:
        stem = archive_stem(top) or _SOURCE.sub("", top)
        return HandIn(stem, tuple(inner))
    below = (e.moved(e.name[len(top) + 1 :]) for e in inner if len(e.path.parts) > 1)
    return HandIn(top, tuple(below))
