"""Any bytes at all give hand-ins or a sentence, and nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packing import CODE, MODULE, notebook, read, tarred, zipped

from autograder.errors import SubmissionError

SEEDS = {
    "student.zip": zipped({MODULE: CODE, "in.zip": zipped({"helper.py": "A = 1\n"})}),
    "student.tar": tarred({MODULE: CODE, "long" * 40 + ".py": CODE}),
    "student.tar.gz": tarred({MODULE: CODE}, mode="w:gz"),
    "student.tar.xz": tarred({MODULE: CODE}, mode="w:xz"),
    "student.tar.bz2": tarred({MODULE: CODE}, mode="w:bz2"),
    "student.ipynb": notebook("%magic", CODE, "x = f(1)\n"),
    "student.py": b"# coding: latin-1\n" + CODE.encode(),
}
FUZZ = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def _check(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            found = read(path)
        except SubmissionError as error:
            found, told = [], str(error)
        else:
            told = ""
        assert bool(found) != told.endswith(".")
        for submission in found:
            assert (submission.problem is None) == (MODULE in submission.files)
            assert sum(len(text) for text in submission.files.values()) <= 2 << 20
            assert all("\0" not in text and "\r" not in text for text in submission.files.values())


@pytest.mark.parametrize("name", SEEDS)
@FUZZ
@given(data=st.binary(max_size=300))
def test_any_bytes(name, data):
    """Bytes of no meaning under every suffix."""
    _check(name, data)


@pytest.mark.parametrize("name", SEEDS)
@FUZZ
@given(
    changes=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=6),
    cut=st.integers(0, 40),
)
def test_damaged_bytes(name, changes, cut):
    """Real archives, notebooks and modules with some bytes changed and the end cut off."""
    data = bytearray(SEEDS[name])
    for where, value in changes:
        data[where % len(data)] = value
    _check(name, bytes(data[: len(data) - cut]))


@FUZZ
@given(
    names=st.lists(st.text(min_size=1, max_size=12), max_size=5, unique=True),
    text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60),
)
def test_any_names(names, text):
    """Members of any name, beside and below the module."""
    files = {name: text for name in names if "\0" not in name}
    try:
        data = zipped({**files, f"x/{MODULE}": CODE})
    except (ValueError, UnicodeError):
        return  # not even a zip can hold it
    _check("student.zip", data)


@FUZZ
@given(cells=st.lists(st.text(alphabet="abc =()%!?\n;:'\"#\\\t", max_size=30), max_size=4))
def test_any_cells(cells):
    """Cells of any text, Python or not."""
    _check("student.ipynb", notebook(*cells))
