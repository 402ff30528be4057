"""What a hand-in holds once the archives inside it are open and the clutter is gone."""

from __future__ import annotations

import io
from collections.abc import Iterable

from autograder.errors import SubmissionError
from autograder.intake.archives import archive_entries, archive_stem
from autograder.intake.entries import (
    MAX_DEPTH,
    MAX_EXPANDED,
    Budget,
    Entry,
    clean_name,
    is_binary,
    is_ignored,
    quote,
)
from autograder.intake.naming import is_notebook, is_python


class Contents:
    """The files of one hand-in by name; filled once, while its archives are opened.

    Attributes:
        files: path -> a plain file that may be read.
        skipped: path -> why a file is not read ("a symbolic link").
        unused: paths of weights, pictures and the like, which are never looked at.
        archives: paths of the archives that were opened, as prefixes of what was inside.
    """

    def __init__(self, entries: Iterable[Entry], budget: Budget, *, depth: int) -> None:
        self.files: dict[str, Entry] = {}
        self.skipped: dict[str, str] = {}
        self.unused: list[str] = []
        self.archives: list[str] = []
        self._budget = budget
        self._add(entries, depth)

    def _add(self, entries: Iterable[Entry], depth: int) -> None:
        for entry in entries:
            if entry.refuse:
                raise SubmissionError(entry.refuse)
            if entry.folder or is_ignored(entry.name):
                continue
            if is_binary(entry.name):
                self.unused.append(entry.name)
                continue
            self._budget.admit(entry)
            if entry.skip:
                self.skipped[entry.name] = entry.skip
            elif archive_stem(entry.name) is not None:
                self._open(entry, depth + 1)
            else:
                self._keep(entry)

    def _open(self, entry: Entry, depth: int) -> None:
        self.archives.append(entry.name)
        inside = open_archive(entry, self._budget, depth=depth)
        self._add((_below(entry.name, member) for member in inside), depth)

    def _keep(self, entry: Entry) -> None:
        if entry.name in self.files and (is_python(entry.name) or is_notebook(entry.name)):
            raise SubmissionError(
                f"This archive holds two files called {quote(entry.name)}: pack it again."
            )
        self.files[entry.name] = entry


def open_archive(entry: Entry, budget: Budget, *, depth: int) -> list[Entry]:
    """Return the members of an archive that is itself an entry; `depth` counts it too.

    Raises:
        SubmissionError: it is over a limit, or is no archive.
    """
    if depth > MAX_DEPTH:
        raise SubmissionError(
            f"Archives are more than {MAX_DEPTH} deep inside one another: pack the files once."
        )
    return archive_entries(io.BytesIO(budget.read(entry, MAX_EXPANDED)), entry.name)


def _below(archive: str, member: Entry) -> Entry:
    """Return a member under its archive's name, as if that were a folder."""
    name, refuse = clean_name(f"{archive}/{member.name}")
    moved = member.moved(name)
    return moved if member.refuse or not refuse else Entry(name, refuse=refuse)
