"""A notebook as a Python module: its imports, definitions and constants, with its line ends kept.

Cells also hold tries, plots and shell commands; only what a module needs is taken. An import that no
definition uses (a plotting library, say) is left out, so that it cannot fail where it is not needed.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence

import nbformat

from autograder.errors import SubmissionError
from autograder.intake.entries import quote
from autograder.intake.sources import normal_text

_MAGIC = re.compile(r"^(\s*)[%!]")
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign)
_IMPORTS = (ast.Import, ast.ImportFrom)


def notebook_source(data: bytes, name: str) -> str:
    """Return the Python module that a notebook's code cells define.

    Raises:
        SubmissionError: it is no notebook, or a cell cannot be read; the sentence names the cell.
    """
    kept: list[str] = []
    for number, source in _code_cells(data, name):
        text = "\n".join(map(_without_magic, normal_text(source, name).split("\n")))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                nodes = ast.parse(text).body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = getattr(error, "lineno", None) or 1
            reason = getattr(error, "msg", "it is nested too deeply")
            raise SubmissionError(
                f"Python cannot read code cell {number} of {quote(name)}, line {line}: {reason}."
            ) from None
        kept.extend(_segment(text, node) for node in nodes if _belongs(node))
    return _without_idle_imports("\n\n".join(kept) + "\n")


def _code_cells(data: bytes, name: str) -> Iterator[tuple[int, str]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # missing cell ids
            notebook = nbformat.reads(data.decode("utf-8-sig"), as_version=4)
        cells = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    except Exception as error:  # hostile JSON raises whatever it reaches in nbformat
        raise SubmissionError(
            f"{quote(name)} is not a notebook that can be read: save it again."
        ) from error
    if not all(isinstance(cell, str) for cell in cells):
        raise SubmissionError(f"{quote(name)} has a cell that is no text: save it again.")
    yield from enumerate(cells, start=1)


def _without_magic(line: str) -> str:
    return _MAGIC.sub(r"\1# \g<0>", line) if _MAGIC.match(line) else line


def _belongs(node: ast.stmt) -> bool:
    if isinstance(node, _ASSIGNMENTS):
        # A constant, not the result of a try: nothing may be called while the module is loaded.
        return not any(isinstance(part, ast.Call | ast.Await) for part in ast.walk(node))
    return isinstance(node, (*_DEFINITIONS, *_IMPORTS))


def _segment(text: str, node: ast.stmt) -> str:
    first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
    return "\n".join(text.split("\n")[first - 1 : node.end_lineno])


def _without_idle_imports(source: str) -> str:
    """Leave out imports of names that nothing uses; `from __future__` comes first."""
    nodes = ast.parse(source).body
    used = {part.id for node in nodes for part in ast.walk(node) if isinstance(part, ast.Name)}
    segments = [(node, _segment(source, node)) for node in nodes if not _is_idle(node, used)]
    future = [text for node, text in segments if _is_future(node)]
    others = [text for node, text in segments if not _is_future(node)]
    return "\n\n".join([*dict.fromkeys(future), *others]) + "\n"


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _is_idle(node: ast.stmt, used: set[str]) -> bool:
    if not isinstance(node, _IMPORTS) or _is_future(node):
        return False
    return not any(name == "*" or name in used for name in _bound(node.names))


def _bound(aliases: Sequence[ast.alias]) -> Iterator[str]:
    for alias in aliases:
        yield alias.asname or alias.name.partition(".")[0]
