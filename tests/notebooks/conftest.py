"""A release with its stubs, the same with every module written, and a way to run a notebook in it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import nbformat
import pytest
from nbclient import NotebookClient

import autograder
from autograder.authoring.build import build
from autograder.lesson import Course

COURSE = Course(Path(autograder.__file__).parents[1])
KEYS = COURSE.keys()
OFFLINE = Path(__file__).parent / "offline"


class Ran(msgspec.Struct, frozen=True):
    """What the code cells of a notebook gave, one entry a cell.

    Attributes:
        printed: the text that a cell printed.
        complaints: warnings and error outputs, in the order of the cells.
        alts: the alternative texts of all figures.
    """

    printed: list[str]
    complaints: list[str]
    alts: list[str]

    @property
    def text(self) -> str:
        """All that was printed."""
        return "\n".join(self.printed)


@pytest.fixture(scope="session")
def stubs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release as students get it."""
    folder = tmp_path_factory.mktemp("release")
    build(COURSE, KEYS, target=folder)
    return folder


@pytest.fixture(scope="session")
def written(stubs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release with the reference in the place of every stub."""
    folder = tmp_path_factory.mktemp("written") / "release"
    shutil.copytree(stubs, folder)
    for key in KEYS:
        module = COURSE.lesson(key).module
        shutil.copy(COURSE.solutions(key) / module, folder / key / module)
    return folder


@pytest.fixture(scope="session")
def run() -> Callable[..., Ran]:
    """Run the notebook of a lesson in a release, without a network, and more cells behind it."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(OFFLINE)}

    def run(release: Path, key: str, *more: str) -> Ran:
        path = release / key / f"lesson{COURSE.lesson(key).number}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.cells += [nbformat.v4.new_code_cell(cell) for cell in more]
        resources = {"metadata": {"path": str(path.parent)}}
        client = NotebookClient(
            notebook, kernel_name="python3", allow_errors=True, resources=resources
        )
        client.execute(env=environment)
        return _read([cell.outputs for cell in notebook.cells if cell.cell_type == "code"])

    return run


def _read(cells: list[list[nbformat.NotebookNode]]) -> Ran:
    """Sort the outputs of the cells by kind."""
    every = [output for outputs in cells for output in outputs]
    pictures = "".join(output.data.get("text/html", "") for output in every if "data" in output)
    return Ran(
        printed=[
            "".join(o.text for o in outputs if o.get("name") == "stdout") for outputs in cells
        ],
        complaints=[
            o.get("text") or f"{o.ename}: {o.evalue}"
            for o in every
            if o.get("name") == "stderr" or o.output_type == "error"
        ],
        alts=re.findall(r'<img alt="([^"]*)"', pictures),
    )
