"""From the entries of one student to a `Submission`; whatever is wrong becomes its `problem`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from autograder.errors import SubmissionError
from autograder.intake.choice import Choice, choose_module
from autograder.intake.contents import Contents
from autograder.intake.entries import Entry, quote
from autograder.intake.notebooks import notebook_source
from autograder.intake.sources import MAX_SOURCE, decode_source
from autograder.submission import Submission

MAX_NOTEBOOK = 16 << 20  # bytes, outputs included
MAX_SIBLINGS = 50

# Names that the probes themselves import; a hand-in's file of that name is left out.
RESERVED = frozenset(
    {
        *("torch", "transformers", "numpy", "datasets", "autograder", "fixtures", "probes"),
        *("solutions", "tests", "conftest", "sitecustomize", "usercustomize"),
    }
)


def assemble(student: str, entries: Sequence[Entry], lesson_key: str, module: str) -> Submission:
    """Read one student's files into a `Submission`, whose entry is always named `module`."""
    notes: list[str] = []
    try:
        contents = Contents(entries)
        notes = contents.notes
        choice = _choose(contents, lesson_key, module)
        if choice.note:
            notes.append(choice.note)
        files = {module: _source(contents, choice.name)} | _siblings(contents, choice.name, module)
    except SubmissionError as error:
        return Submission(student, module, problem=str(error), notes=tuple(notes))
    return Submission(student, module, files, notes=tuple(notes))


def _choose(contents: Contents, lesson_key: str, module: str) -> Choice:
    try:
        return choose_module(contents.files, lesson_key, module)
    except SubmissionError as error:
        if not contents.unread:
            raise
        name, kind = contents.unread[0]
        raise SubmissionError(
            f"{module} is not here, and {quote(name)} is {kind}, which is not read: "
            "hand in the Python file, or a zip."
        ) from error


def _source(contents: Contents, name: str) -> str:
    if name.endswith(".ipynb"):
        return notebook_source(contents.read(name, MAX_NOTEBOOK), name)
    return decode_source(contents.read(name, MAX_SOURCE), name)


def _siblings(contents: Contents, chosen: str, module: str) -> dict[str, str]:
    """Return the hand-in's other Python files, named as the graded module would import them."""
    folder = PurePosixPath(chosen).parent
    found: dict[str, str] = {}
    for name in sorted(contents.files):
        path = PurePosixPath(name)
        if path.suffix != ".py" or name == chosen:
            continue
        relative = _importable(path, folder)
        if relative is None or relative == module or len(found) == MAX_SIBLINGS:
            continue
        if PurePosixPath(relative).parts[0].removesuffix(".py") in RESERVED:
            contents.notes.append(f"{quote(name)} was left out: that name is taken")
            continue
        try:
            found[relative] = decode_source(contents.read(name, MAX_SOURCE), name)
        except SubmissionError as error:
            contents.notes.append(f"{quote(name)} was left out: {error}")
    return found


def _importable(path: PurePosixPath, folder: PurePosixPath) -> str | None:
    """Return the name under which the graded module may import a file, or None."""
    if path.is_relative_to(folder):
        return str(path.relative_to(folder))
    for number, part in enumerate(path.parts[:-1]):
        if re.fullmatch(r"lesson\d+_\w+", part):
            return "/".join(path.parts[number:])
    return None
