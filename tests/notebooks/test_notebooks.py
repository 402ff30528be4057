"""The five notebooks: how they are made, and what students see with and without their functions."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

import autograder
from autograder.authoring.build import leaks
from autograder.authoring.notebook import make_notebook
from autograder.errors import AuthorError
from autograder.lesson import Course

COURSE = Course(Path(autograder.__file__).parents[1])
KEYS = COURSE.keys()
FULL = "lesson1_classification"  # runs whole in every test run; the others with `make test-all`
# What the text of a notebook says about its numbers: where they stand, and what has to hold. The
# bounds are wide; `fixtures/phenomena` measures the same effects with margins.
HOLDS: dict[str, dict[str, Callable[..., bool]]] = {
    "lesson1_classification": {
        r"first token sorts (\d+)% .* last real one (\d+)%": lambda first, last: first + 20 < last,
        r"(\d+) per cent of the labels .* and (\d+) per cent": lambda end, real: (
            end > 20 > 1 > real
        ),
        r"frozen (\S+); two .*; all, at one high rate (\S+)\.$": lambda frozen, all: (
            all > 1 > frozen
        ),
        r"all, at one high rate +(\S+)% of the held-out": lambda right: right < 70,
    },
    "lesson2_instruction_tuning": {
        r"(\d+) of the \d+ conversations mention France": lambda shown: shown == 0,
        r"(\S+) nats with the prompt masked, (\S+) with": lambda masked, both: masked < both,
        r"(\S+) nats after 50 clean .*, (\S+) after": lambda clean, noisy: clean + 0.3 < noisy,
    },
    "lesson3_alignment": {
        r"before (\d+) %; after DPO (\d+) %; pairs swapped (\d+) %": lambda before, after, swapped: (
            swapped < before < after and after > 75
        ),
        r"last loss: (\S+), and (\S+) with the pairs swapped": lambda *both: max(both) < 0.65,
        r"Three bars: beta 2.0: (\S+); beta 0.5: (\S+); beta 0.1: (\S+)\.$": lambda two, half, tenth: (
            two < half < tenth
        ),
    },
    "lesson4_lora_quantization": {
        r"is (\S+) for all parameters and (\S+) for LoRA": lambda all, few: abs(all - few) < 0.15,
        r"largest change of a logit: ([^;]+);": lambda change: change < 1e-3,
        r"The mean error is (\S+) by absmax and (\S+) with": lambda absmax, zero: (
            zero < 0.7 * absmax
        ),
        r"bars: float32 (\S+); int8 (\S+); outlier, float32 (\S+); outlier, int8 (\S+)\.$": (
            lambda full, int8, same, loud: max(int8, same) < 1.02 * full < 1.2 * full < loud
        ),
    },
    "lesson5_pipeline": {
        r"dpo_start +(\S+)": lambda start: abs(start - 0.6931) < 1e-3,
        r"SFT +(\d+) % right[^%]*\nSFT, DPO +\d+ %[^%]*\nDPO without SFT +(\d+) %[^%]*\nSFT, twice "
        r"the DPO +(\d+) %": lambda tuned, skipped, twice: skipped <= 5 and twice + 10 < tuned,
        r"SFT (\d+) %; SFT, DPO (\d+) %; DPO without SFT (\d+) %": lambda tuned, both, skipped: (
            skipped <= tuned < both and both > 70
        ),
        r"last DPO loss (\S+), and (\S+) after": lambda once, twice: twice < once,
    },
}
LAST_HEADING = "## What you have seen"


def script(key: str) -> str:
    """Return the source of a lesson's notebook."""
    return (COURSE.solutions(key) / "notebook.py").read_text(encoding="utf-8")


def cells(key: str) -> list[nbformat.NotebookNode]:
    """Return the cells of a lesson's notebook."""
    return nbformat.reads(make_notebook(script(key), key), as_version=4).cells


def calls(key: str, name: str) -> list[ast.Call]:
    """Return the calls of a function, or of a module's functions, in a lesson's notebook."""
    nodes = ast.walk(ast.parse(script(key)))
    found = [node for node in nodes if isinstance(node, ast.Call)]
    return [call for call in found if re.fullmatch(name, ast.unparse(call.func))]


def drawn(key: str) -> list[ast.Call]:
    """Return the calls that draw a figure in a lesson's notebook."""
    return calls(key, r"figures\.(?!moving_mean)\w+")


# ------------------------------------------------------------------ how they are made


@pytest.mark.parametrize("key", KEYS)
def test_every_lesson_has_a_notebook_that_is_valid_and_stays_the_same(key):
    """Two conversions are equal to the byte; nbformat 4.5, unique ids, no outputs, no run numbers."""
    text = make_notebook(script(key), key)
    assert text == make_notebook(script(key), key)
    notebook = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert not any(cell.outputs or cell.execution_count for cell in code)


def test_a_script_without_text_or_with_a_slip_is_refused():
    """An author who forgets the first text, or writes what is no Python, reads where."""
    with pytest.raises(AuthorError, match=r"n\.py: has no '# %% \[markdown\]' cell"):
        make_notebook("# %%\nx = 1\n", "n.py")
    with pytest.raises(AuthorError, match=r"n\.py: cell 2, line 1: "):
        make_notebook("# %% [markdown]\n# # Title\n\n# %%\nx = = 1\n", "n.py")


@pytest.mark.parametrize("key", KEYS)
def test_a_notebook_asks_before_it_shows_and_sums_up(key):
    """Each notebook has questions to guess at, figures, the ids of its tasks, and a summary."""
    lesson = COURSE.lesson(key)
    text = "\n".join(cell.source for cell in cells(key) if cell.cell_type == "markdown")
    assert text.count("**Guess first:**") >= 5
    assert LAST_HEADING in text
    assert re.search(rf"## Tasks? {lesson.number}\.\d", text)
    assert len(drawn(key)) >= 4


@pytest.mark.parametrize("key", KEYS)
def test_every_figure_is_shown_with_a_text(key):
    """A figure reaches the page through `show` alone, and `show` always has an alternative text."""
    shown = calls(key, "show")
    assert all(len(call.args) == 2 for call in shown)
    assert [ast.unparse(call.args[0]) for call in shown] == [ast.unparse(c) for c in drawn(key)]


@pytest.mark.parametrize("key", KEYS)
def test_no_notebook_tells_a_solution(key, stubs):
    """No line of the reference, no hidden check and no known mistake is in any notebook."""
    found = [leak for leak in leaks(COURSE, key, stubs) if leak.path.suffix == ".ipynb"]
    assert found == []


# ------------------------------------------------------------------ the first cell


def first_cell(key: str) -> str:
    """Return the first code cell of a lesson's notebook."""
    return next(cell.source for cell in cells(key) if cell.cell_type == "code")


def test_all_notebooks_begin_alike():
    """The first cells differ in the lesson's name, its file and the switch of the model alone."""
    plain = set()
    for key in KEYS:
        text = first_cell(key).replace(key, "KEY").replace(COURSE.lesson(key).module, "FILE")
        text = text.replace("`fixtures` and the earlier lessons", "`fixtures`")
        plain.add(re.sub(r"\nMODEL = .*", "", text))
    assert len(plain) == 1


@pytest.mark.parametrize("key", KEYS)
def test_in_a_folder_without_the_module_the_first_cell_says_so(key, tmp_path, monkeypatch):
    """Opened elsewhere, a notebook names the file that should lie beside it."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match=f"folder that holds your {COURSE.lesson(key).module}"):
        exec(first_cell(key), {})


def test_on_colab_the_first_cell_unpacks_and_installs(stubs, tmp_path, monkeypatch):
    """Colab asks for the zip, moves into the lesson's folder, and runs the common install line."""
    zipped = shutil.make_archive(str(tmp_path / "assignments"), "zip", stubs)
    colab, asked, ran = types.ModuleType("google.colab"), [], []
    colab.files = types.SimpleNamespace(upload=lambda: asked.append(1) or {zipped: b""})
    monkeypatch.setitem(sys.modules, "google", types.ModuleType("google"))
    monkeypatch.setitem(sys.modules, "google.colab", colab)
    monkeypatch.setattr(subprocess, "run", lambda command, check: ran.append(command[1:]))
    monkeypatch.setattr(sys, "path", list(sys.path))
    content = tmp_path / "content"
    content.mkdir()
    for _ in range(2):  # the second time the files are there
        monkeypatch.chdir(content)
        exec(first_cell(FULL), {})
        assert Path.cwd() == content / FULL
    assert asked == [1]
    assert ran == [["-m", "pip", "install", "-q", "-r", "../requirements.txt"]] * 2
    assert Path("../requirements.txt").exists()


def test_the_container_installs_by_the_same_line():
    """README, devcontainer and notebooks install one list of requirements in one way."""
    line = "python -m pip install -q -r requirements.txt"
    container = (COURSE.root / ".devcontainer" / "devcontainer.json").read_text()
    assert f"cd assignments && {line}" in container
    assert line.replace("-q ", "") in (COURSE.root / "assignments" / "README.md").read_text()


# ------------------------------------------------------------------ what students see


@pytest.mark.parametrize("key", KEYS)
def test_the_untouched_stub_is_explained_cell_by_cell(key, stubs, run):
    """No cell ends in an error: each says what to write first, or which task it waits for."""
    lesson, ran = COURSE.lesson(key), run(stubs, key)
    assert ran.complaints == []
    assert "Traceback" not in ran.text
    assert f"Open {key}/{lesson.module}," in ran.text
    told = set(re.findall(r"Task (\d\.\d): `(\w+)` is not written yet", ran.text))
    assert told
    assert told <= {(task.id, task.name) for task in lesson.tasks}
    assert "has not run to its end" not in ran.text


def test_a_function_that_is_saved_is_used_without_a_restart(stubs, run, tmp_path):
    """After the student saves the module, the next cell runs the new function."""
    release = tmp_path / "release"
    shutil.copytree(stubs, release)
    reference = COURSE.solutions(FULL) / COURSE.lesson(FULL).module
    call = "print(last(torch.zeros(1, 2, 3), torch.ones(1, 2, dtype=torch.long)).shape)"
    save = f"Path('classification.py').write_text(Path({str(reference)!r}).read_text()) > 0"
    ran = run(release, FULL, call, save, call)
    assert "Task 1.1: `pool_last_token` is not written yet" in ran.printed[-3]
    assert ran.printed[-1] == "torch.Size([1, 3])\n"


@pytest.mark.parametrize(
    "key", [pytest.param(key, marks=() if key == FULL else pytest.mark.slow) for key in KEYS]
)
@pytest.mark.timeout(1200)
def test_with_the_reference_everything_runs(key, written, run):
    """Every cell runs to its end, offline and without a warning, and shows what the text says."""
    ran = run(written, key)
    assert ran.complaints == []
    assert "is not written yet" not in ran.text
    assert "This cell needs" not in ran.text
    assert len(ran.alts) >= len(drawn(key))
    for pattern, holds in HOLDS[key].items():
        found = re.search(pattern, "\n".join([ran.text, *ran.alts]), re.MULTILINE)
        assert found, pattern
        numbers = [float(number) for number in found.groups()]
        assert holds(*numbers), found.group()
    assert all(len(alt.split()) >= 6 for alt in ran.alts)
    assert not any(word in alt for alt in ran.alts for word in ("nan", "inf", "{"))
