"""The sample hand-ins through the real command: points, outcomes and ids that were written by hand."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from autograder.lesson import Course

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "fixtures" / "submissions"
EXPECTED = {
    path.parent.name: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(SAMPLES.glob("*/expected.toml"))
}
STUDENTS = [
    (lesson, student) for lesson, expected in EXPECTED.items() for student in sorted(expected)
]
FIELDS = {"schema", "student", "lesson", "score", "max", "gradable", "tier", "seconds", "tasks"}
AS_TOLD = "lesson1_classification"  # what `make grade` grades
AT_LEAST = {AS_TOLD: 16}  # sample hand-ins; of the other lessons 12


class Graded(NamedTuple):
    """What `finegrade grade --json` printed of a lesson's sample hand-ins, by student."""

    results: dict[str, dict]
    done: subprocess.CompletedProcess[str]
    out: Path


@pytest.fixture(scope="module")
def grade(tmp_path_factory, sealed_lesson):
    """Return a function that grades the sample hand-ins of a lesson, once.

    Lesson 1 is graded as the README says, the others from a sealed bundle.
    """

    @functools.cache
    def run(lesson: str) -> Graded:
        out = tmp_path_factory.mktemp("report")
        command = [
            *(sys.executable, "-m", "autograder.cli", "grade", lesson),
            *(str(SAMPLES / lesson / "hand-ins"), "--json", "--out", str(out)),
            *(() if lesson == AS_TOLD else ("--bundle", str(sealed_lesson(lesson)))),
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        return Graded({line["student"]: line for line in lines}, done, out)

    return run


@pytest.fixture
def graded(grade):
    """Return the graded hand-ins of lesson 1."""
    return grade(AS_TOLD)


@pytest.mark.parametrize("lesson", Course(ROOT).keys())
def test_every_lesson_has_samples_and_each_gets_a_line(grade, lesson):
    """One line a hand-in, in order; unreadable ones make the exit status 1."""
    results, done, _ = grade(lesson)
    assert list(results) == sorted(EXPECTED[lesson]), done.stderr
    assert len(results) >= AT_LEAST.get(lesson, 12)
    assert done.returncode == any("problem" in e for e in EXPECTED[lesson].values())
    assert all(result.keys() == FIELDS for result in results.values())


@pytest.mark.parametrize(("lesson", "student"), STUDENTS)
def test_a_sample_gets_what_was_written_down(grade, lesson, student):
    """Score, and points, outcome and id of every task that is not full."""
    result, expected = grade(lesson).results[student], EXPECTED[lesson][student]
    if "problem" in expected:
        assert (result["gradable"], result["score"]) == (False, 0)
        assert {task["outcome"] for task in result["tasks"]} == {"stopped"}
        assert expected["problem"] in result["tasks"][0]["message"]
        return
    lost = {
        task["id"]: [task["points"], task["outcome"], task["misconception"] or ""]
        for task in result["tasks"]
        if task["outcome"] != "passed"
    }
    assert lost == expected.get("lost", {}), expected["reason"]
    assert result["score"] == expected["score"]


def test_a_report_and_a_page_for_each_student_are_written(graded):
    """`--out` writes the course's report and one feedback page a hand-in."""
    _, _, out = graded
    assert (out / "report.html").exists()
    assert len(list(out.glob("*/feedback.html"))) == len(EXPECTED[AS_TOLD])


def test_no_message_reveals_what_the_reference_computes(graded):
    """Messages hold no decimal number and no exception of ours."""
    for result in graded.results.values():
        for task in result["tasks"]:
            assert "autograder" not in task["message"]
            assert "Traceback" not in task["message"]
