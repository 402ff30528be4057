"""The grades as one CSV file, for a spreadsheet or a script, and the way back from it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from autograder.exports.rows import Handback, Row, graded, guard, unguard
from autograder.exports.sheets import BOM, table

_TITLES = ("student", "name", "email", "raw", "adjusted", "max", "days_late")
_FEEDBACK = "feedback"


def to_csv(rows: Sequence[Row]) -> Handback:
    """Return a table with a line for each student and a column for each task.

    It is UTF-8 with a byte order mark, without which spreadsheets misread accents. A grade that is not
    known is an empty cell.
    """
    tasks = list(dict.fromkeys(task for row in rows for task, _, _ in row.tasks))
    lines: list[list[str]] = [[*_TITLES, *tasks, _FEEDBACK]]
    for row in rows:
        points = {task: given for task, given, _ in row.tasks}
        numbers = (row.raw, row.adjusted, row.max, row.days_late)
        lines.append(
            [
                *map(guard, (row.student, row.name, row.email)),
                *map(_number, numbers),
                *(_number(points.get(task)) for task in tasks),
                guard(row.feedback),
            ]
        )
    return Handback(
        (BOM + table(lines, line_end="\r\n")).encode("utf-8"),
        tuple(row.student for row in graded(rows)),
        blank=tuple(row.student for row in rows if row.adjusted is None),
    )


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def read_grades(content: bytes) -> list[dict[str, str | int | None]]:
    """Return the lines of a file that `to_csv` made: texts without guards, numbers as numbers."""
    text = content.decode("utf-8-sig")
    words = {"student", "name", "email", _FEEDBACK}
    return [
        {title: unguard(cell) if title in words else _value(cell) for title, cell in line.items()}
        for line in csv.DictReader(io.StringIO(text, newline=""))
    ]


def _value(cell: str) -> int | None:
    return int(cell) if cell else None
