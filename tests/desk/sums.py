"""A course of one quick lesson, a Python whose torch loads at once, and the real command on the two.

A run of the real command spends its seconds on importing torch. Here the interpreter finds a torch of a
few lines in its place, so a run with zygote, jail, workers and judge takes about two seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEY = "lesson9_sums"

# What the tool itself imports; everything else of this environment is out of sight.
NEEDED = """
_pytest attr attrs click fastjsonschema iniconfig jinja2 jsonschema jsonschema_specifications
landlockpy markdown_it markupsafe mdurl msgspec nbformat numpy numpy.libs packaging platformdirs
pluggy py.py pygments pyseccomp.py pytest pytest_timeout.py referencing rich rpds traitlets
jupyter_core typing_extensions.py
""".split()

TORCH = """
from unittest.mock import MagicMock

class Tensor:
    pass

class Generator:
    def manual_seed(self, seed):
        self.seed = seed
        return self

def __getattr__(name):
    return MagicMock(name=name)
"""
TRANSFORMERS = """
from unittest.mock import MagicMock

def __getattr__(name):
    return MagicMock(name=name)
"""

LESSON = """
title = "Sums"
module = "sums.py"
due = 2026-10-16T23:59:00+02:00

[late]
grace_minutes = 15
percent_per_day = 10
max_days = 5

[[task]]
id = "9.1"
name = "add"
points = 10
groups = ["two numbers", "lists", "type"]
hints = ["Which?", "Look there.", "One line."]
why = "A sum is a sum."
seconds = 20.0

[[task]]
id = "9.2"
name = "double"
points = 6
groups = ["value"]
helpers = ["9.1"]
hints = ["Which?", "Look there.", "One line."]
why = "Twice is a sum too."
seconds = 20.0
"""
REFERENCE = '''"""Lesson 9: sums."""

import numpy as np


def add(a, b):
    """Return the sum."""
    # TODO(9.1): 1 line.
    # BEGIN SOLUTION
    return np.add(a, b).astype(float)
    # END SOLUTION


def double(a):
    """Return twice the number."""
    # TODO(9.2): 1 line.
    # BEGIN SOLUTION
    return add(a, a)
    # END SOLUTION
'''
WRONG = {
    "add__zeros": ("L9.A51: Zeros come back.", 0.0, "yes", "return np.zeros(np.shape(a))"),
    "add__minus": ("L9.A52: The second is subtracted.", 0.6, "no", "return np.subtract(a, b)"),
    "double__once": ("L9.B51: It comes back once.", 0.5, "no", "return np.add(a, 0.0)"),
    "double__none": ("L9.B52: Zeros come back.", 0.0, "yes", "return np.zeros(np.shape(a))"),
}
PROBES = """
import numpy as np

from autograder.observation import Array
from autograder.sandbox.recorder import call, probe

STAND_INS = {"add": lambda a, b: np.multiply(a, 3.0) + np.multiply(b, 5.0)}


def numbers(rng, size):
    return np.random.default_rng(rng.seed).normal(size=size)


def as_array(thing):
    if type(thing) is not np.ndarray:
        return thing
    return Array("float64", thing.shape, thing.astype("<f8").tobytes())


@probe("9.1")
def scalars(student, rng):
    a, b = numbers(rng, 2)
    return {"sum": call(student.add, a, b)}


@probe("9.1")
def lists(student, rng):
    a, b = numbers(rng, (2, 3))
    return {"sum": as_array(call(student.add, list(a), list(b)))}


@probe("9.1")
def type_of_sum(student, rng):
    a, b = numbers(rng, (2, 5))
    return {"type": type(call(student.add, a, b)).__name__}


@probe("9.2")
def doubled(student, rng):
    return {"twice": as_array(call(student.double, numbers(rng, 4)))}
"""
HIDDEN = '''
import pytest

from autograder.judge import assert_close, assert_same


@pytest.mark.task_9_1
@pytest.mark.check(group="two numbers", probes=["scalars"])
def test_adds_two_numbers(observed, expected):
    """Two numbers are added."""
    assert_close(observed, expected, "sum", rtol=1e-4)


@pytest.mark.task_9_1
@pytest.mark.check(group="lists", probes=["lists"])
def test_adds_lists(observed, expected):
    """Lists are added number by number."""
    assert_close(observed, expected, "sum", rtol=1e-4)


@pytest.mark.task_9_1
@pytest.mark.check(group="type", probes=["type_of_sum"])
def test_returns_an_array(observed, expected):
    """Arrays give an array."""
    assert_same(observed, expected, "type")


@pytest.mark.task_9_2
@pytest.mark.check(group="value", probes=["doubled"])
def test_doubles(observed, expected):
    """Twice the number comes back."""
    assert_close(observed, expected, "twice", rtol=1e-4)
'''

GOOD = "import numpy as np\n\ndef add(a, b):\n    return np.add(a, b)\n\n"
HAND_INS = {
    "right": GOOD + "def double(a):\n    return 2.0 * np.asarray(a)\n",
    "minus": GOOD.replace("np.add", "np.subtract") + "def double(a):\n    return add(a, a)\n",
    "once": GOOD + "def double(a):\n    print('seen', len(a))\n    return np.add(a, 0.0)\n",
    "rough": GOOD.replace("np.add(a, b)", "1.001 * np.add(a, b)")
    + "def double(a):\n    return 2.0 * np.asarray(a)\n",
    "unread": "def add(a, b)\n    return a + b\n",
    "raises": GOOD + "def double(a):\n    return a.undefined\n",
}


class Desk:
    """A course on disk and the command in it.

    Args:
        root: the course's folder.
        python: the interpreter to run the command with.
    """

    def __init__(self, root: Path, python: Path) -> None:
        self.root = root
        self.python = python
        self.out = root / "course" / KEY
        self.hand_ins = self.out / "hand-ins"
        self.suite = root / "tests" / KEY / "test_lesson9_hidden.py"
        self.wrong = root / "solutions" / KEY / "wrong"

    def write(self, student: str, source: str) -> None:
        """Put a hand-in in its place."""
        (self.hand_ins / student).mkdir(parents=True, exist_ok=True)
        (self.hand_ins / student / "sums.py").write_text(source)

    def start(self, *arguments: str, **options: object) -> subprocess.Popen[str]:
        """Start `finegrade` with these arguments."""
        return subprocess.Popen(
            [str(self.python), "-m", "autograder.cli", *arguments],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def run(self, *arguments: str, code: int | None = 0, **options: object) -> Said:
        """Run `finegrade` to its end and check its exit code."""
        process = self.start(*arguments, **options)
        out, err = process.communicate(timeout=120)
        assert code in (None, process.returncode), (process.returncode, out, err)
        return Said(process.returncode, out, err)

    def grade(self, *arguments: str, code: int | None = 1) -> Said:
        """Grade the course's hand-ins (some of which cannot be read: code 1) with JSON."""
        return self.run("grade", "lesson9", "--json", *arguments, code=code)

    def events(self, kind: str) -> list[dict]:
        """Return the journal's events of a kind."""
        lines = (self.out / ".finegrade" / "journal.jsonl").read_text().splitlines()
        return [event for line in lines if (event := json.loads(line))["type"] == kind]

    def ledger(self) -> list[dict]:
        """Return the ledger's entries."""
        return [json.loads(line) for line in (self.out / "ledger.jsonl").read_text().splitlines()]


class Said:
    """What a command said. `results` are its JSON lines without `seconds`, by student."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def results(self) -> dict[str, dict]:
        found = [json.loads(line) for line in self.out.splitlines() if line.startswith("{")]
        return {result["student"]: {**result, "seconds": 0} for result in found}


def make_python(home: Path) -> Path:
    """Make an interpreter that finds the tool, what it needs, and a torch that loads at once."""
    packages = home / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    packages.mkdir(parents=True)
    (home / "bin").mkdir()
    base = Path(sys.base_prefix, "bin", f"python{sysconfig.get_python_version()}")
    (home / "bin" / "python").symlink_to(base)
    (home / "pyvenv.cfg").write_text(f"home = {base.parent}\n")
    here = Path(sysconfig.get_paths()["purelib"])
    for name in [*NEEDED, *(path.name for path in here.glob("*.dist-info"))]:
        if (here / name).exists() and not name.startswith(("torch-", "transformers-")):
            (packages / name).symlink_to(here / name)
    for name, source in {"torch": TORCH, "transformers": TRANSFORMERS}.items():
        (packages / name).mkdir()
        (packages / name / "__init__.py").write_text(source)
    (packages / "finegrade.pth").write_text(f"{ROOT}\n")
    return home / "bin" / "python"


def write_course(root: Path) -> None:
    """Write the course, without hand-ins."""
    solutions, tests = root / "solutions" / KEY, root / "tests" / KEY
    (solutions / "wrong").mkdir(parents=True)
    (solutions / "right").mkdir()
    tests.mkdir(parents=True)
    (solutions / "lesson.toml").write_text(LESSON)
    (solutions / "sums.py").write_text(REFERENCE)
    for name, (words, credit, lazy, line) in WRONG.items():
        arguments = "a, b" if name.startswith("add") else "a"
        function = name.partition("__")[0]
        (solutions / "wrong" / f"{name}.py").write_text(
            f'"""{words}\n\ncredit: {credit}\nlazy: {lazy}\n"""\n\n'
            f"def {function}({arguments}):\n    {line}\n"
        )
    (tests / "probes.py").write_text(PROBES)
    (tests / "test_lesson9_hidden.py").write_text(HIDDEN)
