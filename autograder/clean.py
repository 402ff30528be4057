"""Make text that comes from a hand-in safe to look at: in a terminal, on a page, on a platform.

A student chooses the name of the folder, the files and every message of an exception. Control
characters could move the cursor, bidirectional controls could turn a line around, line ends could
forge a line of ours, half of a surrogate pair has no UTF-8: what cannot be seen is shown as its
escape. Everything that leaves a record as words or JSON passes through here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

Record = TypeVar("Record", bound=msgspec.Struct)

NAME_LIMIT = 100
PROSE_LIMIT = 1000
BLOCK_LIMIT = 4000
MARKS_IN_A_ROW = 4  # letters with more accents than any script uses climb over the lines above


def clean_name(text: str) -> str:
    """Return a name on one line; line ends and odd spaces in it are escaped too."""
    return _shorten(_escape(text), NAME_LIMIT)


def clean_prose(text: str) -> str:
    """Return sentences as one line; runs of white space become one space."""
    return _shorten(_escape(" ".join(text.split())), PROSE_LIMIT)


def clean_block(text: str) -> str:
    """Return text whose lines and columns carry meaning; tabs become spaces."""
    lines = _shorten(text, BLOCK_LIMIT).expandtabs(4).replace("\r\n", "\n").split("\n")
    return "\n".join(_escape(line).rstrip() for line in lines).strip("\n")


KINDS: Mapping[str, Callable[[str], str]] = {
    "student": clean_name,
    "file": clean_name,
    "tokens": clean_name,  # a line end is a token, too
    "input": clean_block,
    "yours": clean_block,
    "holds": clean_block,
    "fault": clean_block,
}


def clean_record(record: Record) -> Record:
    """Return a record (a report, a task's result) with each text cleaned by the kind of its field."""
    return msgspec.convert(_cleaned(msgspec.to_builtins(record), clean_prose), type(record))


def _cleaned(value: object, clean: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(entry, KINDS.get(key, clean_prose)) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(entry, clean) for entry in value]
    return value


def _escape(text: str) -> str:
    """Replace what is not printable (controls, bidi, surrogates, odd spaces) by its escape."""
    marks = 0
    shown = []
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        visible = char.isprintable() and marks <= MARKS_IN_A_ROW
        shown.append(char if visible else char.encode("unicode_escape").decode("ascii"))
    return "".join(shown)


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 3] + "..."
