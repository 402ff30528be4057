"""Files of the disk: regular ones only, never through a link, never waiting for a pipe."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from autograder.errors import SubmissionError
from autograder.intake.entries import Entry, clean_name, is_ignored, quote

MAX_FOLDERS = 16  # folders inside one another

# Of what git keeps, the list of tags alone is looked at: some platforms write times into it.
_TAGS = ("/.git", "/.git/packed-refs")

_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def real_path(path: Path) -> Path:
    """Return a path that a TA gives without links: a link that they give is their own.

    Raises:
        SubmissionError: it is not there.
    """
    try:
        return Path(os.path.realpath(path, strict=True))
    except (OSError, ValueError):
        name = clean_name(Path(os.path.abspath(path)).name)[0] or "hand-in"
        raise SubmissionError(f"{quote(name)} is not there: check the path.") from None


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading.

    Raises:
        SubmissionError: it is a link, a pipe, a device, not there or not readable.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    name = quote(clean_name(path.name)[0])
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not allowed"
        raise SubmissionError(f"{name} cannot be opened: {reason}.") from None
    file = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise SubmissionError(f"{name} is not a regular file: hand in the file itself.")
    return file


def file_entry(path: Path, name: str) -> Entry:
    """Return an entry that opens `path` each time it is read."""

    def fetch(limit: int) -> bytes:
        with open_regular(path) as file:
            return file.read(limit)

    return Entry(name, fetch)


def folder_entries(folder: Path) -> list[Entry]:
    """Return every file and folder below `folder`, by name; links are named and not followed."""
    return list(_walk(folder, ""))


def _walk(folder: Path, prefix: str) -> Iterator[Entry]:
    try:
        children = sorted(os.scandir(folder), key=lambda child: child.name)
    except OSError as error:
        yield Entry(f"{prefix}unreadable", refuse=f"A folder cannot be opened: {error.strerror}.")
        return
    for child in children:
        name = prefix + clean_name(child.name)[0]
        if not is_ignored(name) or name.endswith(_TAGS):
            yield from _visit(child, name)


def _visit(child: os.DirEntry[str], name: str) -> Iterator[Entry]:
    try:
        mode = child.stat(follow_symlinks=False).st_mode
    except OSError as error:  # a folder that may be listed and not entered; or gone by now
        told = f"{quote(name)} cannot be looked at: {error.strerror}. Make its folder readable."
        yield Entry(name, refuse=told)
        return
    path = Path(child.path)
    if stat.S_ISREG(mode):
        yield file_entry(path, name)
    elif not stat.S_ISDIR(mode):
        yield Entry(name, skip=_KINDS.get(stat.S_IFMT(mode), "not a file"))
    elif name.count("/") + 1 > MAX_FOLDERS:
        yield Entry(name, refuse=f"Folders are more than {MAX_FOLDERS} deep: move the files up.")
    else:
        yield Entry(name, folder=True)
        yield from _walk(path, name + "/")
