"""`otter run` on the real zip gives each hand-in the points that `finegrade grade` gives it.

A run costs 8 seconds of CPU, the endless loop 20: two of the seven need FINEGRADE_SWEEP=all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from autograder.authoring.bundle import open_bundle
from autograder.grade import grade
from autograder.intake import read_submissions
from autograder.otter.plugin import BUNDLE

pytestmark = pytest.mark.timeout(900)  # the first test waits for all runs, on a busy machine too

ROOT = Path(__file__).parents[2]
KEY = "lesson1_classification"
HAND_INS = ROOT / "fixtures" / "submissions" / KEY / "hand-ins"
RUNS = {  # name -> the file that is handed in, and its points as written down by hand
    "reference": (ROOT / "solutions" / KEY / "classification.py", 100),
    "stub": (ROOT / "assignments" / KEY / "classification.py", 0),
    "one mistake": (HAND_INS / "student-03" / "classification.py", 93),
    "exit at import": (HAND_INS / "student-12" / "classification.py", 0),
    "a notebook": (HAND_INS / "student-14" / "classification.ipynb", 100),
}
if os.environ.get("FINEGRADE_SWEEP") == "all":
    RUNS["a missing colon"] = (HAND_INS / "student-10" / "classification.py", 0)
    RUNS["an endless loop"] = (HAND_INS / "student-11" / "classification.py", 93)
LOAD = """
import sys
sys.modules["autograder"] = None  # a machine on which this package is not installed
import dill
with open(sys.argv[1], "rb") as file:
    results = dill.load(file)
print(results.total, results.possible, {name: results.get_score(name) for name in results.results})
"""


class Run(NamedTuple):
    """One call of `otter run`: how it ended, and the folder with what it wrote."""

    done: subprocess.CompletedProcess[str]
    folder: Path

    @property
    def results(self):
        """The content of results.json."""
        return json.loads((self.folder / "results.json").read_text())


@pytest.fixture(scope="module")
def runs(zip_path, tmp_path_factory):
    """Every hand-in of RUNS through the command `otter run`, by name."""

    def run(entry):
        path, _ = entry
        folder = tmp_path_factory.mktemp("out")
        command = [
            *(sys.executable, "-m", "otter", "run", "-a", str(zip_path), "-o", str(folder)),
            *("--no-logo", "--pickle-results", str(path)),
        ]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        return Run(done, folder)

    with ThreadPoolExecutor(2) as threads:
        return dict(zip(RUNS, threads.map(run, RUNS.values()), strict=True))


@pytest.fixture(scope="module")
def ours(zip_path, tmp_path_factory):
    """The same hand-ins graded from the same bundle without otter, by name."""
    folder = tmp_path_factory.mktemp("zip")
    with zipfile.ZipFile(zip_path) as archive:
        archive.extractall(folder)
    course, lesson, key = open_bundle(folder / "files" / BUNDLE)
    hand_ins = [s for path, _ in RUNS.values() for s in read_submissions(path, KEY, lesson.module)]
    suite = course.hidden_suite(KEY)
    reports = grade(hand_ins, course=course, lesson=lesson, key=key, suite=suite, jobs=2)
    return dict(zip(RUNS, reports, strict=True))


@pytest.mark.parametrize("name", RUNS)
def test_otter_gives_the_points_of_our_own_command(runs, ours, name):
    """Each task has the same points and the same maximum on both ways."""
    assert runs[name].done.returncode == 0, runs[name].done.stderr
    tests = runs[name].results["tests"]
    shown = {test["name"]: (test["score"], test["max_score"]) for test in tests}
    assert shown == {f"{t.id} {t.name}": (t.points, t.max) for t in ours[name].tasks}


@pytest.mark.parametrize("name", RUNS)
def test_the_total_is_what_was_written_down(runs, name):
    """The points are those of the hand-written expectations, not merely equal on both ways."""
    tests = runs[name].results["tests"]
    assert sum(test["score"] for test in tests) == RUNS[name][1]
    assert sum(test["max_score"] for test in tests) == 100


def test_a_mistake_is_told_in_the_words_of_the_feedback(runs, ours):
    """The text of a failed task is the report's own message, and every test is visible."""
    (task,) = [task for task in ours["one mistake"].tasks if task.outcome != "passed"]
    tests = runs["one mistake"].results["tests"]
    assert [test["name"] for test in tests if task.message in test["output"]] == [
        "1.1 pool_last_token"
    ]
    assert {test["visibility"] for test in tests} == {"visible"}


def test_a_hand_in_that_cannot_be_read_says_so(runs):
    """It ends neither otter nor the list: one sentence says what it did, and each task has a row."""
    results = runs["exit at import"].results
    assert "line 361, ends the program" in results["output"]
    assert len(results["tests"]) == 9


def test_the_pickle_loads_without_this_package(runs):
    """Whoever collects results.pkl on a host needs otter alone."""
    path = runs["one mistake"].folder / "results.pkl"
    command = [sys.executable, "-I", "-c", LOAD, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("93 100 {'1.1 pool_last_token': 7,")
