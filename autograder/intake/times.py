"""`hand-ins.csv`: when each student handed in; an import writes it, and so do people."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection, Mapping
from pathlib import Path

from autograder.errors import AuthorError

TITLES = ("student", "handed_in")
Row = Mapping[str, str]  # title -> cell, with the further columns that a person added


def read_times(path: Path) -> dict[str, dt.datetime]:
    """Return when each student handed in, as far as the file says; nothing, if there is none.

    Raises:
        AuthorError: as `read_rows` does.
    """
    return {row["student"]: _moment(row["handed_in"]) for row in read_rows(path)}


def read_rows(path: Path) -> list[Row]:
    """Return the lines of the file, each with a time that can be read; nothing, if there is none.

    Raises:
        AuthorError: it is not UTF-8 text, lacks a title, or a line has no time with an offset from UTC.
    """
    if not path.exists():
        return []
    rows = []
    try:
        text = path.read_text(encoding="utf-8-sig")  # a spreadsheet puts its mark in front
        lines = csv.DictReader(io.StringIO(text, newline=""), restval="")
        if not set(TITLES) <= set(lines.fieldnames or ()):
            raise AuthorError(
                f"{path}: the first line has to be `student,handed_in`, with commas. Further columns "
                "may follow."
            )
        for row in lines:
            if not _is_whole(row):
                raise AuthorError(
                    f"{path}, line {lines.line_num}: write `student,handed_in` with times such as "
                    "2026-11-20T23:41:00+01:00."
                )
            rows.append(row)
    except UnicodeDecodeError:
        raise AuthorError(
            f"{path} is not UTF-8 text: save it again as `CSV UTF-8`, as Excel calls it."
        ) from None
    except csv.Error as error:
        raise AuthorError(f"{path} is no list of times: {error}. Write it anew.") from None
    return rows


def format_rows(rows: Collection[Row]) -> str:
    """Return the text of the file, sorted by student, with every column that a line has."""
    titles = dict.fromkeys([*TITLES, *(title for row in rows for title in row)])
    text = io.StringIO()
    writer = csv.DictWriter(text, list(titles), lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: row["student"]))
    return text.getvalue()


def _is_whole(row: Mapping[str | None, str]) -> bool:
    """Tell whether a line has a time with its offset, and no more cells than there are titles."""
    try:
        return None not in row and _moment(row["handed_in"]).tzinfo is not None
    except ValueError:
        return False


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
