"""What no worker may hold: solutions, known mistakes, hidden checks. Its parent's memory is its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from autograder.lesson import Course
from autograder.sandbox.pool import Pool

ROOT = Path(__file__).parents[2]
KEY = "lesson1_classification"
MARK = "MARK" + "-of-the-{part}"  # never written whole in this file, so that it is in no bytecode


@pytest.fixture(scope="module")
def memory(tmp_path_factory) -> bytes:
    """Return the memory of a zygote whose course has a mark in each of its parts."""
    root = tmp_path_factory.mktemp("course")
    for name in ("solutions", "tests"):
        shutil.copytree(ROOT / name / KEY, root / name / KEY)
    (root / "fixtures").mkdir()
    shutil.copy(ROOT / "fixtures" / "micro.py", root / "fixtures")
    lesson = Course(root).lesson(KEY)
    number = KEY.partition("_")[0]
    parts = {
        "solution": root / "solutions" / KEY / lesson.module,
        "mistake": next((root / "solutions" / KEY / "wrong").glob("*.py")),
        "hidden suite": root / "tests" / KEY / f"test_{number}_hidden.py",
        "probes": root / "tests" / KEY / "probes.py",
    }
    for part, path in parts.items():
        mark = MARK.format(part=part.replace(" ", "-"))
        path.write_text(path.read_text() + f"\nSECRET = {mark!r}\n")
    with Pool(Course(root), KEY) as pool:
        assert pool.pid is not None
        return _memory(pool.pid)


def test_the_probes_are_found_in_a_zygotes_memory(memory):
    """The search works: what the zygote does import is found."""
    assert MARK.format(part="probes").encode() in memory


@pytest.mark.parametrize("part", ["solution", "mistake", "hidden-suite"])
def test_no_secret_is_in_a_zygotes_memory(memory, part):
    """A worker is a copy of its zygote, so what is not there cannot be read by student code."""
    assert MARK.format(part=part).encode() not in memory


def _memory(pid: int) -> bytes:
    """Return all readable private memory of a process of ours."""
    chunks = []
    try:
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as mem:
            for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
                match = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
                if match and "[v" not in line:
                    start, end = (int(part, 16) for part in match.groups())
                    mem.seek(start)
                    chunks.append(mem.read(end - start))
    except OSError as error:
        pytest.skip(f"the memory of another process cannot be read here: {error.strerror}")
    return b"".join(chunks)
