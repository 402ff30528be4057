"""What is handed back: one row for each student, whatever the platform."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

# What spreadsheets take for a formula, also behind the apostrophes that this module adds.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")

T = TypeVar("T")


class Row(msgspec.Struct, frozen=True):
    """One student's grade, and under which names platforms know them.

    Attributes:
        student: the gradebook's key.
        raw: what was judged, in whole points; None if the fault was ours.
        adjusted: what counts, after the ledger and the late policy; None is left blank.
        max: points of the lesson.
        feedback: what the student reads, as plain text.
        tasks: id, points and maximum of each task, after overrides.
        decided: what counts other than it was judged, and why, and comments; `feedback` has it too.
        login: user name or student number.
        email: address.
        name: as the platform of the hand-in shows it.
        number: a platform's own number for the student, behind its name: "canvas:1001".
        platform: where the hand-in came from.
        label: what that platform's export calls the hand-in.
        days_late: days begun after the due date.
    """

    student: str
    raw: int | None
    adjusted: int | None
    max: int
    feedback: str = ""
    tasks: tuple[tuple[str, int | None, int], ...] = ()
    decided: tuple[str, ...] = ()
    login: str = ""
    email: str = ""
    name: str = ""
    number: str = ""
    platform: str = ""
    label: str = ""
    days_late: int = 0

    @property
    def address(self) -> str:
        """The email address, if it looks like one and no spreadsheet takes it for a formula."""
        found = next((text for text in (self.email, self.login, self.student) if "@" in text), "")
        return "" if _FORMULA.match(found) else found

    @property
    def logins(self) -> set[str]:
        """What the institution may call the student, in lower case."""
        return {value.casefold() for value in (self.student, self.login, self.email) if value}


class Handback(msgspec.Struct, frozen=True):
    """A file for a platform, and what a person should know about it.

    Attributes:
        content: the bytes.
        filled: students whose grade is in it.
        blank: names in the platform's list that got none.
        unknown: students of ours who are not in the platform's list.
        notes: whatever else was noticed, as sentences.
    """

    content: bytes
    filled: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def graded(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that have a grade to hand back."""
    return [row for row in rows if row.adjusted is not None]


def guard(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; `unguard` gives the text back."""
    return "'" + text if _FORMULA.match(text) else text


def unguard(cell: str) -> str:
    """Return the text of a cell that `guard` made."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


Level = tuple[Callable[[T], set[str]], Callable[[Row], set[str]]]


def pair(lines: Sequence[T], rows: Sequence[Row], levels: Sequence[Level[T]]) -> dict[int, Row]:
    """Return which row is whose line in a platform's list, by the line's position.

    Two belong together if they share a name at some level, and neither shares one with anybody else
    there. Who does is not looked at in weaker levels: better no grade than a stranger's.

    Args:
        lines: those of the platform.
        rows: ours.
        levels: for each kind of name, strongest first, what it is in a line and in a row.
    """
    found: dict[int, Row] = {}
    free_lines, free_rows = set(range(len(lines))), set(range(len(rows)))
    for of_line, of_row in levels:
        by_name: dict[str, set[int]] = {}
        for position in free_rows:
            for name in of_row(rows[position]):
                by_name.setdefault(name, set()).add(position)
        hits = {
            line: set().union(*(by_name.get(name, set()) for name in of_line(lines[line])))
            for line in free_lines
        }
        wanted = Counter(position for positions in hits.values() for position in positions)
        for line, positions in hits.items():
            if len(positions) == 1 and wanted[min(positions)] == 1:
                found[line] = rows[min(positions)]
        free_lines -= {line for line, positions in hits.items() if positions}
        free_rows -= set(wanted)
    return found
