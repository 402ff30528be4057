"""The bytes of a hand-in as they are kept on disk, and what would be graded in them.

What is kept is what was handed in, but for clutter and weights. Names that a file system could take
amiss never become names of files: such a hand-in is kept as one zip, with its names inside.
"""

from __future__ import annotations

import ast
import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

import msgspec

from autograder.errors import SubmissionError
from autograder.intake.arrivals import Arrival
from autograder.intake.assembly import FROM_ARCHIVE, FROM_NOTEBOOK, assemble
from autograder.intake.contents import Contents
from autograder.intake.entries import (
    MAX_EXPANDED,
    Budget,
    Entry,
    is_binary,
    is_ignored,
)
from autograder.intake.layouts import HandIn
from autograder.intake.naming import Target, is_notebook, is_python
from autograder.intake.refusal import refusal_file

PACKED = "hand-in.zip"
_TAME = re.compile(r"[\w(\[][\w .,()\[\]+@=-]{0,99}")
_DEEPEST = 8
_TIME = (1980, 1, 1, 0, 0, 0)


class Parcel(msgspec.Struct, frozen=True):
    """What an arrival comes to when it is read.

    Attributes:
        digest: name of what is kept of it: equal for equal names and bytes.
        left_out: names of weights, pictures and links, which are not kept.
        state: "ready"; "notebook" if the module comes of one; "syntax" if Python cannot read it;
            "unreadable" for any other problem; "refused" if its bytes cannot be kept either.
        problem: where Python gives up, or the sentence that the student would read; or "".
        elsewhere: folder of the lesson whose module is in it instead, or "".
        opened: the module lay in an archive inside the hand-in.
    """

    digest: str
    left_out: tuple[str, ...] = ()
    state: str = "ready"
    problem: str = ""
    elsewhere: str = ""
    opened: bool = False


def open_parcel(arrival: Arrival, target: Target, others: Mapping[str, str]) -> Parcel:
    """Read an arrival within the limits of a hand-in.

    Args:
        arrival: whose entries can still be read.
        target: the module that is looked for.
        others: module -> lesson, for the other lessons of the course.
    """
    files, refused = _files_or_refusal(arrival, target)
    base = Parcel(digest_of(files), _worth_keeping(arrival)[1])
    if refused:
        return msgspec.structs.replace(base, state="refused", problem=refused)
    hand_in = HandIn("", arrival.entries, single=arrival.single, depth=arrival.depth)
    submission = assemble(hand_in, target)
    if submission.problem is not None:
        return msgspec.structs.replace(
            base,
            state="unreadable",
            problem=submission.problem,
            elsewhere=_elsewhere(hand_in, others),
        )
    line = _syntax_error(submission.files[target.module])
    notebook = any(note.startswith(FROM_NOTEBOOK) for note in submission.notes)
    return msgspec.structs.replace(
        base,
        state="syntax" if line else "notebook" if notebook else "ready",
        problem=f"{target.module}, line {line}" if line else "",
        opened=not notebook and any(note.startswith(FROM_ARCHIVE) for note in submission.notes),
    )


def parcel_files(arrival: Arrival, target: Target) -> dict[str, bytes]:
    """Return what is kept of an arrival; of a refused one, the sentence that says why."""
    return _files_or_refusal(arrival, target)[0]


def _files_or_refusal(arrival: Arrival, target: Target) -> tuple[dict[str, bytes], str]:
    try:
        return tame(_bytes(_worth_keeping(arrival)[0], arrival, target)), ""
    except SubmissionError as error:
        return refusal_file(str(error)), str(error)


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the name of what is kept of a hand-in: equal for equal names and bytes."""
    hasher = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            hasher.update(len(part).to_bytes(8, "big") + part)
    return hasher.hexdigest()[:16]


def _worth_keeping(arrival: Arrival) -> tuple[list[Entry], tuple[str, ...]]:
    kept, left_out = [], []
    for entry in arrival.entries:
        if entry.folder or is_ignored(entry.name):
            continue
        if entry.skip or (is_binary(entry.name) and not arrival.single):
            left_out.append(entry.name)
        else:
            kept.append(entry)
    return kept, tuple(left_out)


def _bytes(entries: Iterable[Entry], arrival: Arrival, target: Target) -> list[tuple[str, bytes]]:
    budget, found = Budget(), []
    for entry in entries:
        if entry.refuse:
            raise SubmissionError(entry.refuse)
        budget.admit(entry)
        name = _own_name(entry.name, target) if arrival.single else entry.name
        found.append((name, budget.read(entry, MAX_EXPANDED)))
    return found


def _own_name(name: str, target: Target) -> str:
    """Return what a file is called in a folder, if it is the module whatever it was called."""
    if is_python(name):
        return target.module
    return target.notebook if is_notebook(name) else PurePosixPath(name).name


def tame(files: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return the files if every name is harmless on any disk, else one zip that holds them."""
    names = [name.casefold() for name, _ in files]
    parents = {str(parent) for name in names for parent in PurePosixPath(name).parents}
    clash = len(set(names)) < len(names) or parents & set(names)
    if not clash and all(_is_tame(name) for name, _ in files):
        return dict(files)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # two files of one name are kept as they came
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, _TIME), data)
    return {PACKED: buffer.getvalue()}


def _is_tame(name: str) -> bool:
    parts = name.split("/")
    return len(parts) <= _DEEPEST and all(
        _TAME.fullmatch(part) and not part.endswith((".", " ")) for part in parts
    )


def _syntax_error(text: str) -> int | None:
    """Return the line at which Python gives up, or None if it can read the text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return error.lineno or 1
    except (ValueError, RecursionError, MemoryError):
        return 1
    return None


def _elsewhere(hand_in: HandIn, others: Mapping[str, str]) -> str:
    """Return the lesson whose module, by its exact name, is in a hand-in of another lesson."""
    try:
        names = list(Contents(hand_in.entries, Budget(), depth=hand_in.depth).files)
    except SubmissionError:
        names = [entry.name for entry in hand_in.entries]
    found = (others.get(PurePosixPath(name).name) for name in names)
    return next(filter(None, found), "")
