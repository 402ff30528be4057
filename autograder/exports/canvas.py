"""Grades into the gradebook that Canvas exported, and into one assignment that exists there.

Canvas makes a new assignment of every column whose number it does not know. So this starts from the
course's own export, keeps what says who is who, and writes one column, with Canvas's own title.

Source: Canvas's gradebook importer (`lib/gradebook_importer.rb` of instructure/canvas-lms).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from autograder.errors import AuthorError
from autograder.exports.rows import Handback, Level, Row, pair
from autograder.exports.sheets import Sheet, read_sheet, write_sheet
from autograder.tables import CANVAS_TEST_STUDENT

_TITLE = re.compile(r"(?P<title>.*)\s\((?P<id>\d+)\)")
_EXCUSED = "EX"
_READ_ONLY = "(read only)"
_ACCOUNTS = ("SIS User ID", "SIS Login ID", "Integration ID")


def to_canvas(rows: Sequence[Row], template: bytes, *, assignment: str) -> Handback:
    """Return the file to import into Canvas's gradebook.

    Args:
        rows: the grades.
        template: the course's gradebook as Canvas exported it.
        assignment: its title with number, "Lesson 1 (1834466)", or the title or number alone.

    Raises:
        AuthorError: the template is no Canvas gradebook, or has no such assignment.
    """
    sheet = read_sheet(template, "The Canvas gradebook", delimiters=",;")
    width = _identity_width(sheet.header)
    chosen = _assignment(sheet.header, assignment, width)
    people = [row for row in sheet.rows[1:] if _is_student(row)]
    whose = pair(people, rows, _levels(sheet.header))
    notes = _check(sheet, chosen, rows)
    filled, blank = [], []
    for position, line in enumerate(people):
        row = whose.get(position)
        if row is None or row.adjusted is None:
            blank.append(line[0])
        elif line[chosen].strip().upper() == _EXCUSED:
            notes.append(f"{line[0]} is excused in Canvas and stays so.")
        else:
            line[chosen] = str(row.adjusted)
            filled.append(row.student)
    known = {row.student for row in whose.values()}
    cut = [[*row[:width], row[chosen]] for row in sheet.rows]
    return Handback(
        write_sheet(Sheet(cut, sheet.delimiter, sheet.line_end, sheet.bom)),
        tuple(filled),
        tuple(blank),
        tuple(row.student for row in rows if row.student not in known),
        tuple(notes),
    )


def _identity_width(header: list[str]) -> int:
    """Return how many columns say who is who: up to Section."""
    if "Student" not in header[0] or len(header) < 4 or header[1] != "ID":
        raise AuthorError(
            "The Canvas gradebook: the first columns must be Student and ID. In Canvas: Grades, "
            "Export, Export Entire Gradebook; give that file as --template."
        )
    section = next((i for i, title in enumerate(header) if "Section" in title), None)
    if section is None:
        raise AuthorError(
            "The Canvas gradebook: there is no column Section, without which Canvas imports nothing. "
            "Export the gradebook again."
        )
    return section + 1


def _assignment(header: list[str], wanted: str, width: int) -> int:
    titles = {
        i: m for i, title in enumerate(header) if i >= width and (m := _TITLE.fullmatch(title))
    }
    found = [i for i, m in titles.items() if wanted.strip() in (m[0], m["id"], m["title"].strip())]
    if len(found) == 1:
        return found[0]
    names = [match[0] for match in titles.values()]
    if found:
        same = ", ".join(header[i] for i in found)
        raise AuthorError(
            f"Several assignments are called {wanted!r}: {same}. Give the number, too."
        )
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.4) or names[:5]
    raise AuthorError(
        f"Canvas has no assignment {wanted!r} with a number, and would make a new one. Make it in "
        f"Canvas first, or did you mean: {', '.join(near) or 'none is there'}?"
    )


def _is_student(row: list[str]) -> bool:
    """Tell a student from the rows above them (points possible, posting) and Canvas's test student."""
    return bool(row[1].strip()) and row[0].strip() != CANVAS_TEST_STUDENT


def _check(sheet: Sheet, chosen: int, rows: Sequence[Row]) -> list[str]:
    above = [row for row in sheet.rows[1:] if not row[1].strip()]
    cells = [row[chosen].strip() for row in above]
    if _READ_ONLY in cells:
        raise AuthorError(
            f"Canvas calls {sheet.header[chosen]!r} read only: its grading period is closed. Open it."
        )
    possible = next((row[chosen] for row in above if "Points Possible" in row[0]), "")
    most = max((row.max for row in rows), default=0)
    if rows and possible and _number(possible) != most:
        return [
            f"Canvas gives {possible.strip()} points for this assignment, the lesson has {most}."
        ]
    return []


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def _levels(header: list[str]) -> list[Level[list[str]]]:
    """Return the names by which Canvas and we know somebody, strongest first."""

    def account(position: int) -> Level[list[str]]:
        return lambda line: _some(line[position]), lambda row: row.logins

    levels: list[Level[list[str]]] = [
        (lambda line: {f"canvas:{line[1].strip()}"}, lambda row: {row.number})
    ]
    levels += [account(i) for i, title in enumerate(header) if title in _ACCOUNTS]
    return [*levels, (lambda line: _some(line[0]), lambda row: _some(row.name) | _turned(row.name))]


def _some(text: str) -> set[str]:
    return {text.strip().casefold()} - {""}


def _turned(name: str) -> set[str]:
    """Return "Ada Lovelace" as Canvas sorts it: "lovelace, ada"."""
    first, _, last = name.strip().casefold().rpartition(" ")
    return {f"{last}, {first}"} if first else set()
