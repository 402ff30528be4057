"""Fit words into terminal columns, where one character may take two (or none)."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells, set_cell_size

WIDTH = 80


def wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """Return `text` in lines of at most 80 columns.

    Args:
        text: words; its own line ends are kept, a word longer than a line is broken.
        first: what the first line begins with.
        rest: what all other lines begin with (default: as many spaces).
    """
    rest = " " * cell_len(first) if rest is None else rest
    lines: list[str] = []
    for part in text.split("\n"):
        for row in _rows(part, WIDTH - max(cell_len(first), cell_len(rest))):
            lines.append(((rest if lines else first) + row).rstrip())
    return lines


def cell(text: str, columns: int) -> str:
    """Return `text` in exactly this many columns; a cut one ends in two dots."""
    if cell_len(text) <= columns:
        return set_cell_size(text, columns)
    return set_cell_size(text, columns - 2) + ".."


def _rows(text: str, columns: int) -> list[str]:
    """Break one line between words; a line that fits keeps its own spaces."""
    if cell_len(text) <= columns:
        return [text]
    rows = [""]
    for word in text.split():
        if rows[-1] and cell_len(rows[-1]) + 1 + cell_len(word) <= columns:
            rows[-1] += " " + word
            continue
        pieces = chop_cells(word, columns)
        rows = [*rows, *pieces] if rows[-1] else [*rows[:-1], *pieces]
    return rows
