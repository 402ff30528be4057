"""A notebook's code cells as one Python module: what defines things stays, what runs things goes.

Kept are functions, classes and constants, and those imports and assignments that they read: a
plotting library that no definition uses cannot fail where it is not installed. Every other
statement at the top of a cell becomes `pass`, IPython's lines become comments, and each cell begins
with a comment that holds its number, so that a line of the module can be found in the notebook.
Outputs are never looked at, and nothing is run.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import nbformat.reader

from autograder.errors import SubmissionError
from autograder.intake.entries import quote
from autograder.intake.sources import MAX_SOURCE, normal_text

MAX_NOTEBOOK = 8 << 20  # bytes; pictures in the outputs make notebooks large
MAX_CELLS = 2000
MAX_STATEMENTS = 5000  # at the top of cells; each one that goes rewrites its line

_MAGIC = re.compile(r"^(\s*)([%!?].*|[\w.]+\?{1,2}\s*|\w[\w, ]*=\s*[%!].*)$")
# What a line end may be hidden in, each to its own end or that of the text. Nothing in it can fail after
# a repetition, so nothing is ever tried twice.
_PIECE = re.compile(
    r"""
      [#][^\n]*
    | ["]{3} (?: [^"\\]+ | \\. | "(?!"") )* (?: ["]{3} | \\?\Z )
    | [']{3} (?: [^'\\]+ | \\. | '(?!'') )* (?: [']{3} | \\?\Z )
    | " (?: [^"\\\n]+ | \\. )* "?
    | ' (?: [^'\\\n]+ | \\. )* '?
    | \\\n | [\[({] | [\])}] | \n
    """,
    re.DOTALL | re.VERBOSE,
)
_RUNS_ALL = re.compile(r"%%(time|timeit|capture|prun)\b")  # cell magics whose body is Python
_FUTURE = "from __future__ import annotations"

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_Assignment = ast.Assign | ast.AnnAssign | ast.AugAssign
_TOO_DEEP = (ValueError, RecursionError, MemoryError)  # what `ast` raises for hostile nesting


class _Cell(msgspec.Struct, frozen=True):
    """One code cell: its number among the code cells, its text, and its statements."""

    number: int
    text: str
    body: Sequence[ast.stmt]


def notebook_source(data: bytes, name: str) -> str:
    """Return the definitions of a notebook as a module.

    Raises:
        SubmissionError: it is no notebook, or a cell is no Python; the sentence names the cell.
    """
    texts = _code_cells(data, name)
    _check_size(name, sum(map(len, texts)) > MAX_SOURCE, f"{MAX_SOURCE >> 20} MB of code")
    cells = [_cell(number, text, name) for number, text in enumerate(texts, 1)]
    body = [node for cell in cells for node in cell.body]
    _check_size(name, len(body) > MAX_STATEMENTS, f"{MAX_STATEMENTS} statements")
    needed = _needed(body)
    head = _FUTURE if any(map(_is_future, body)) else "# Taken from a notebook."
    return "\n".join([head, *(_kept(cell, needed) for cell in cells)]) + "\n"


def _check_size(name: str, over: bool, limit: str) -> None:
    if over:
        raise SubmissionError(f"{quote(name)} has more than {limit}: hand in the module alone.")


def _code_cells(data: bytes, name: str) -> list[str]:
    """Return the text of each code cell."""
    try:
        cells, key = _cells(nbformat.reader.parse_json(data.decode("utf-8-sig")))
        texts = ["".join(cell[key]) for cell in cells if cell["cell_type"] == "code"]
    except Exception as error:  # hostile JSON raises whatever can be raised
        raise SubmissionError(
            f"{quote(name)} is not a notebook that can be read: save it again in Jupyter."
        ) from error
    _check_size(name, len(texts) > MAX_CELLS, f"{MAX_CELLS} code cells")
    return [normal_text(text, name) for text in texts]


def _cells(notebook: Mapping[str, Any]) -> tuple[Iterable[Mapping[str, Any]], str]:
    """Return the cells and the key of their text, which is one string or a list of lines.

    `nbformat.reads` is not used: it also reads every output and validates, and a notebook of a few
    megabytes keeps its validator busy for minutes.
    """
    major, _ = nbformat.reader.get_version(notebook)
    if major == 3:
        return (cell for sheet in notebook["worksheets"] for cell in sheet["cells"]), "input"
    if major != 4:
        raise ValueError(f"notebook format {major}")
    return notebook["cells"], "source"


def _cell(number: int, text: str, name: str) -> _Cell:
    plain = _plain(text)
    try:
        return _Cell(number, plain, _parse(plain))
    except SyntaxError as error:
        raise SubmissionError(
            f"Code cell {number} of {quote(name)} is not Python "
            f"(its line {error.lineno or 1}): {error.msg}."
        ) from None
    except _TOO_DEEP:
        raise SubmissionError(
            f"Code cell {number} of {quote(name)} is nested too deeply to be read."
        ) from None


def _plain(text: str) -> str:
    """Return a cell with IPython's own lines as comments; Python that parses is left alone."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%") and not _RUNS_ALL.match(first):
        return "\n".join("# " + line for line in lines)
    try:
        _parse(text)
    except (SyntaxError, *_TOO_DEEP):
        return _without_magics(text)
    return text


def _without_magics(text: str) -> str:
    """Return a cell with `pass` for each line of IPython's at which a statement can begin.

    A line inside brackets or a string that begins with `%` or `!` is the student's own.
    """
    done, start = [], 0
    while start <= len(text):
        stop = text.find("\n", start)
        line = text[start : len(text) if stop < 0 else stop]
        end = start + len(line) if _MAGIC.match(line) else _statement_end(text, start)
        done.append(_MAGIC.sub(r"\1pass  # \2", text[start:end]))
        start = end + 1
    return "\n".join(done)


def _statement_end(text: str, start: int) -> int:
    """Return the end of the first line from `start` on that ends in no bracket and no string."""
    depth = 0
    for piece in _PIECE.finditer(text, start):
        if piece[0] in "([{":
            depth += 1
        elif piece[0] in ")]}":
            depth = max(0, depth - 1)
        elif piece[0] == "\n" and not depth:
            return piece.start()
    return len(text)


def _parse(text: str) -> list[ast.stmt]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an odd escape in a string is not ours to tell
        return ast.parse(text).body


def _kept(cell: _Cell, needed: frozenset[ast.stmt]) -> str:
    """Return a cell's text, every line in its place, with only the needed statements."""
    lines = cell.text.encode().split(b"\n")
    for node in reversed(cell.body):
        if node not in needed or _is_future(node):
            _blank(lines, node)
    return f"# Code cell {cell.number}\n" + b"\n".join(lines).decode()


def _blank(lines: list[bytes], node: ast.stmt) -> None:
    """Put `pass` in the place of a statement, without moving any other line."""
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    tail = lines[last][node.end_col_offset :]
    lines[first] = lines[first][: node.col_offset] + b"pass" + tail
    lines[first + 1 : last + 1] = [b""] * (last - first)


def _needed(body: Sequence[ast.stmt]) -> frozenset[ast.stmt]:
    """Return definitions, constants, and what these read, directly or through other assignments.

    Demonstrations (`logits = model(batch)`) are left out: they would run, and fail, in the sandbox.
    """
    kept = {node for node in body if isinstance(node, _Definition) or _is_constant(node)}
    by_name: dict[str, list[ast.stmt]] = {}
    for node in body:
        for name in _bound(node):
            by_name.setdefault(name, []).append(node)
    todo = list(kept)
    while todo:
        for name in _read_by(todo.pop()):
            fresh = [node for node in by_name.pop(name, ()) if node not in kept]
            kept.update(fresh)
            todo.extend(fresh)
    return frozenset(kept)


def _bound(node: ast.stmt) -> Iterator[str]:
    """Yield the names that an import or an assignment binds; a star import is a constant."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0]
    if isinstance(node, _Assignment):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for part in (part for target in targets for part in ast.walk(target)):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                yield part.id


def _read_by(node: ast.stmt) -> Iterable[str]:
    parts = (part for part in ast.walk(node) if isinstance(part, ast.Name))
    return {part.id for part in parts if isinstance(part.ctx, ast.Load)}


def _is_constant(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.names[0].name == "*"
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    if isinstance(node.value, ast.Lambda):
        return True
    try:
        ast.literal_eval(node.value)
    except (TypeError, SyntaxError, *_TOO_DEEP):
        return False
    return True


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"
