"""A course of one tiny lesson, and one zygote for all tests of the sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.lesson import Course
from autograder.observation import Request
from autograder.sandbox.pool import Observed, Pool

PROBES = """
import torch
from autograder.sandbox.recorder import call, gradients, probe

STAND_INS = {"helper": lambda x: 5 * x}
runs = []  # of the probe, in this process and in those that it was forked from

@probe("1.1")
def doubled(student, rng):
    runs.append(1)
    x = torch.randn(3, 4, generator=rng, requires_grad=True)
    y = call(student.double, x)
    return {"y": y, "_runs": len(runs), **gradients(y, {"x": x})}
"""


class Jailed:
    """Runs source text in a worker and returns what came back."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    def run(self, source: str, *, seconds: float = 10.0, **fields: object) -> Observed:
        """Run `source` as the hand-in's module and probe its function `double`."""
        values = {
            "entry": "m.py",
            "files": {"m.py": source},
            "task": "1.1",
            "function": "double",
            "seed": 7,
            "package": "lesson1_tiny",
        } | fields
        return self.pool.observe(Request(**values), seconds=seconds)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def tiny_course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course whose only lesson has probes and nothing else."""
    root = tmp_path_factory.mktemp("course")
    tests = root / "tests" / "lesson1_tiny"
    tests.mkdir(parents=True)
    (tests / "probes.py").write_text(PROBES)
    return Course(root)


@pytest.fixture(scope="session")
def jailed(tiny_course: Course) -> Iterator[Jailed]:
    """Return a running sandbox."""
    with Pool(tiny_course, "lesson1_tiny") as pool:
        yield Jailed(pool)


@pytest.fixture(scope="session")
def course_root(tiny_course: Course) -> Path:
    """Return the folder of the tiny course."""
    return tiny_course.root
