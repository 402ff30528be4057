"""Turn a lesson's `notebook.py` (percent format) into the notebook of the release.

The script is the source, since a text file can be read, compared and reviewed; jupytext reads it.
What depends on the run or the machine (outputs, random cell ids) is not in the result.
"""

from __future__ import annotations

import jupytext
import nbformat

from autograder.errors import AuthorError

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def make_notebook(script: str, name: str) -> str:
    """Return the notebook's JSON.

    Args:
        script: the text of a lesson's `notebook.py`.
        name: what to call it in an error.

    Raises:
        AuthorError: if the script is no notebook in percent format, or a code cell is no Python.
    """
    parsed = jupytext.reads(script, fmt="py:percent")
    cells = [cell for cell in parsed.cells if cell.source.strip()]
    if not any(cell.cell_type == "markdown" for cell in cells):
        raise AuthorError(f"{name}: has no '# %% [markdown]' cell. Begin with one.")
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}}
    )
    notebook.cells = [_cell(cell, number, name) for number, cell in enumerate(cells, start=1)]
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def _cell(cell: nbformat.NotebookNode, number: int, name: str) -> nbformat.NotebookNode:
    """Return a cell with an id that a rebuild does not change."""
    if cell.cell_type == "markdown":
        return nbformat.v4.new_markdown_cell(cell.source, id=f"cell-{number:02}")
    try:
        compile(cell.source, name, "exec")
    except SyntaxError as error:
        raise AuthorError(f"{name}: cell {number}, line {error.lineno}: {error.msg}.") from error
    return nbformat.v4.new_code_cell(cell.source, id=f"cell-{number:02}")
