"""What one hand-in consists of: archives inside it opened, what is of no use left out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from autograder.errors import SubmissionError
from autograder.intake.archives import archive_entries, archive_stem, unread_kind
from autograder.intake.entries import (
    MAX_DEPTH,
    MAX_EXPANDED,
    Budget,
    Entry,
    is_binary,
    is_ignored,
    quote,
)


class Contents:
    """The readable files of one hand-in, and what was noticed on the way to them.

    Attributes:
        files: name -> entry of every file that may hold source.
        notes: what had to be done or was left out, in words.
        unread: names of files that may hold the work and cannot be read here, with their kind.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._budget = Budget()
        self.files: dict[str, Entry] = {}
        self.notes: list[str] = []
        self.unread: list[tuple[str, str]] = []
        for entry in self._opened(entries, depth=0):
            self.files.setdefault(entry.name, entry)

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of one file, of which there may be `limit`."""
        return self._budget.read(self.files[name], limit)

    def _opened(self, entries: Sequence[Entry], depth: int) -> Iterator[Entry]:
        for entry in entries:
            if entry.refuse:
                raise SubmissionError(entry.refuse)
            if entry.folder or is_ignored(entry.name) or is_binary(entry.name):
                continue
            if entry.skip:
                self.notes.append(f"{quote(entry.name)} is {entry.skip} and was left out")
                continue
            kind = unread_kind(entry.name)
            if kind is not None:
                self.unread.append((entry.name, kind))
                continue
            self._budget.admit(entry)
            stem = archive_stem(entry.name)
            if stem is None:
                yield entry
            else:
                yield from self._inner(entry, stem, depth + 1)

    def _inner(self, entry: Entry, stem: str, depth: int) -> Iterator[Entry]:
        if depth > MAX_DEPTH:
            raise SubmissionError(
                f"Archives lie more than {MAX_DEPTH} deep in one another: unpack them first."
            )
        file = io.BytesIO(self._budget.read(entry, MAX_EXPANDED))
        self.notes.append(f"taken from {quote(entry.name)}, an archive inside the hand-in")
        inner = [e.moved(f"{stem}/{e.name}") for e in archive_entries(file, entry.name)]
        yield from self._opened(inner, depth)
