"""A notebook becomes a module of what it defines."""

from __future__ import annotations

import json
import time

import pytest
from packing import MODULE, notebook, read_one, write

from autograder.errors import SubmissionError
from autograder.intake.notebooks import notebook_source

NAME = "classification.ipynb"


def test_definitions_stay_and_the_rest_goes():
    """Definitions and what they read stay; calls, loops and demonstrations become `pass`."""
    source = notebook_source(
        notebook(
            "%matplotlib inline\n!pip install nothing\nimport math",
            "WIDTH = 3\nprint(\n    WIDTH)\ndef area(r):\n    return SCALE * r",
            "BASE = math.pi * 1\nSCALE = BASE / 2\nout = area(2)\nfor i in range(3): out += i",
            "%%bash\nrm -rf everything",
            "%%time\nclass Head: pass",
        ),
        NAME,
    )
    assert source.split("\n") == [
        *("# Taken from a notebook.", "# Code cell 1", "pass  # %matplotlib inline"),
        *("pass  # !pip install nothing", "import math"),
        *("# Code cell 2", "WIDTH = 3", "pass", "", "def area(r):", "    return SCALE * r"),
        *("# Code cell 3", "BASE = math.pi * 1", "SCALE = BASE / 2", "pass", "pass"),
        *("# Code cell 4", "# %%bash", "# rm -rf everything"),
        *("# Code cell 5", "pass  # %%time", "class Head: pass", ""),
    ]


def test_the_module_runs():
    """The result is a module that loads and whose functions work, without the demonstrations."""
    source = notebook_source(
        notebook(
            "import math; print('é'); OFFSET = 2",
            "from __future__ import annotations\nhalf = lambda x: x / 2\nfilled = missing()",
            'def f(x: Unknown):\n    """\n%not a magic\n    """\n    return half(x) + OFFSET',
        ),
        NAME,
    )
    namespace: dict[str, object] = {}
    exec(compile(source, NAME, "exec"), namespace)
    assert namespace["f"](4) == 4.0
    assert "filled" not in namespace
    assert "%not a magic" in namespace["f"].__doc__


@pytest.mark.parametrize(
    "body",
    [
        "if (\n        a\n        != b\n    ):\n        return 1\n    return 2",
        "return (\n        a\n        % 7\n    )",
        "return a \\\n        % 7",
        "return '''\n% of all \\''' it's\n!\n'''",
        'return """\n%matplotlib\n"""  # it\'s (',
        "x = '# (\\\n% b'\n    return x",
        "return [  # ) it's\n        a\n        % 2]",
    ],
)
def test_a_line_inside_a_statement_is_no_magic(body):
    """What begins with % or ! inside brackets and strings stays as it is beside a real magic."""
    function = f"def f(a, b):\n    {body}"
    source = notebook_source(notebook(f"%matplotlib inline\n{function}\n!pip list\n"), NAME)
    assert source == (
        "# Taken from a notebook.\n# Code cell 1\npass  # %matplotlib inline\n"
        f"{function}\npass  # !pip list\n\n"
    )


@pytest.mark.parametrize("piece", ['\\"""', "(\n", "'''\\", "\n", "%\n", '"', "\\"])
def test_finding_magics_takes_one_pass(piece):
    """Strings and brackets that nobody closes, by the thousand, end in a sentence, and soon."""
    started = time.monotonic()
    with pytest.raises(SubmissionError, match="Code cell 1 of"):
        notebook_source(notebook("%magic\n" + piece * 200_000 + "\n)"), NAME)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (notebook("x = 1", "x = 1\ndef f(:"), "Code cell 2 of"),
        (notebook("(" * 5000), "Code cell 1 of"),
        (notebook("-" * 100_000 + "1"), "nested too deeply"),
        (notebook("x = '\ud800'"), "broken character"),
        (notebook("x = '\0'"), "NUL byte"),
        (notebook("1;" * 6000), "more than 5000 statements"),
        (notebook(*["x"] * 2001), "more than 2000 code cells"),
        (notebook("#" * (1 << 20), "x = 1"), "more than 1 MB of code"),
        (b"{", "not a notebook"),
        (b'{"cells": [], "nbformat": 4, "nbformat_minor": 5', "not a notebook"),
        (b"[" * 200_000, "not a notebook"),
        (b"[]", "not a notebook"),
        (b'{"nbformat": 4, "nbformat_minor": 5, "cells": 7}', "not a notebook"),
        (b'{"nbformat": 99, "nbformat_minor": 5, "cells": [[]]}', "not a notebook"),
        (b"\xff\xfe", "not a notebook"),
    ],
)
def test_a_bad_notebook_is_a_sentence(data, said):
    """Cells that do not parse are named by number; hostile JSON is no notebook."""
    with pytest.raises(SubmissionError) as caught:
        notebook_source(data, NAME)
    assert said in str(caught.value)


def test_the_line_of_the_cell_is_told():
    """A syntax error names the cell and the line inside it."""
    with pytest.raises(SubmissionError, match=r"Code cell 2 of .* \(its line 2\): "):
        notebook_source(notebook("x = 1", "y = 2\ndef f(:"), NAME)


def test_hostile_outputs_are_never_looked_at(tmp_path):
    """Outputs of any shape and a kernel of any name change nothing."""
    data = notebook("def f(): pass", outputs={"text/html": ["<script>"] * 1000, "x": [[[]]]})
    found = read_one(write(tmp_path / "student-01", {NAME: data}))
    assert "def f(): pass" in found.files[MODULE]
    assert found.notes == (f'taken from the notebook "{NAME}"',)


def test_older_formats_and_line_lists_are_read():
    """A version 3 notebook and sources given as lists of lines are read."""
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {},
        "worksheets": [{"cells": [{"cell_type": "code", "input": ["a = 1\n", "b = 2"]}]}],
    }
    assert "a = 1\nb = 2\n" in notebook_source(json.dumps(old).encode(), NAME)
    assert "c = 1\nd = 2\n" in notebook_source(notebook(["c = 1\r\n", "d = 2"]), NAME)


@pytest.mark.parametrize("major", [3, 4])
def test_outputs_are_not_validated(monkeypatch, major):
    """No validator sees a notebook, because a few megabytes of outputs occupy it for minutes."""

    def bite(*_: object, **__: object) -> None:
        raise AssertionError("a validator was called")

    monkeypatch.setattr("nbformat.validator.validate", bite)
    cells = [{"cell_type": "code", "source": "a = 1", "input": "a = 1", "outputs": [{}] * 100_000}]
    document = {"nbformat": major, "cells": cells, "worksheets": [{"cells": cells}]}
    assert "a = 1" in notebook_source(json.dumps(document).encode(), NAME)


def test_an_import_that_nothing_reads_goes():
    """A library that no definition uses is not imported; what is read, or starred, is."""
    text = "import seaborn as sns\nimport torch.nn.functional as F\nfrom math import *\nsns.set()"
    source = notebook_source(notebook(text, "def f(x): return F.relu(x)"), NAME)
    assert "seaborn" not in source
    assert "import torch.nn.functional as F\nfrom math import *\npass\n" in source
