"""Tables that a platform exported: read, filled in, and written with all other cells as they were."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import msgspec

from autograder.errors import AuthorError
from autograder.tables import delimiter_of

BOM = "\ufeff"


class Sheet(msgspec.Struct):
    """A CSV file: its cells, and how they were written."""

    rows: list[list[str]]
    delimiter: str
    line_end: str
    bom: bool

    @property
    def header(self) -> list[str]:
        """The titles of the columns, without the blanks around them."""
        return [title.strip() for title in self.rows[0]]


def read_sheet(content: bytes, name: str, *, delimiters: str = ",;\t") -> Sheet:
    """Read a platform's CSV file.

    Raises:
        AuthorError: it is not UTF-8, no CSV file, empty, or a line has another number of cells.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise AuthorError(
            f"{name}: not UTF-8 text (byte {error.start}). Take the file as it was downloaded."
        ) from None
    bom = text.startswith(BOM)
    text = text.removeprefix(BOM)
    delimiter = delimiter_of(text, delimiters)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise AuthorError(f"{name}: not a CSV file ({error}).") from None
    rows = [row for row in rows if row]
    if not rows:
        raise AuthorError(f"{name}: this file is empty.")
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            raise AuthorError(
                f"{name}, row {number}: {len(row)} cells, but {len(rows[0])} titles. Take the file "
                "as it was downloaded."
            )
    line_end = "\r\n" if "\r\n" in text else "\n"
    return Sheet(rows, delimiter, line_end, bom)


def write_sheet(sheet: Sheet) -> bytes:
    """Return the file: same delimiter, line ends and byte order mark as it was read with."""
    text = table(sheet.rows, delimiter=sheet.delimiter, line_end=sheet.line_end)
    return ((BOM if sheet.bom else "") + text).encode()


def table(rows: Sequence[Sequence[object]], *, delimiter: str = ",", line_end: str = "\n") -> str:
    """Return rows as CSV text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def column(sheet: Sheet, titles: Sequence[str], name: str) -> int:
    """Return the position of the first of these titles that the sheet has.

    Raises:
        AuthorError: it has none of them.
    """
    folded = [title.casefold() for title in sheet.header]
    for title in titles:
        if title.casefold() in folded:
            return folded.index(title.casefold())
    raise AuthorError(
        f"{name}: there is no column {titles[0]!r}; the columns are {', '.join(sheet.header)}."
    )
