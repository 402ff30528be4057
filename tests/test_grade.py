"""The sample hand-ins through the real command: points, outcomes and ids that were written by hand."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "fixtures" / "submissions" / "lesson1_classification"
EXPECTED = tomllib.loads((SAMPLES / "expected.toml").read_text(encoding="utf-8"))
FIELDS = {"schema", "student", "lesson", "score", "max", "gradable", "tier", "seconds", "tasks"}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Return what `finegrade grade --json` prints of all sample hand-ins, by student."""
    out = tmp_path_factory.mktemp("report")
    command = [
        *(sys.executable, "-m", "autograder.cli", "grade", "lesson1", str(SAMPLES / "hand-ins")),
        *("--json", "--out", str(out)),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["student"]: line for line in lines}, done, out


def test_every_hand_in_is_there_and_some_need_a_person(graded):
    """One line a hand-in, in order; unreadable ones make the exit status 1."""
    results, done, _ = graded
    assert list(results) == sorted(EXPECTED), done.stderr
    assert done.returncode == 1
    assert all(result.keys() == FIELDS for result in results.values())


@pytest.mark.parametrize("student", sorted(EXPECTED))
def test_a_sample_gets_what_was_written_down(graded, student):
    """Score, and points, outcome and id of every task that is not full."""
    result, expected = graded[0][student], EXPECTED[student]
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
    assert len(list(out.glob("*/feedback.html"))) == len(EXPECTED)


def test_no_message_reveals_what_the_reference_computes(graded):
    """Messages hold no decimal number and no exception of ours."""
    for result in graded[0].values():
        for task in result["tasks"]:
            assert "autograder" not in task["message"]
            assert "Traceback" not in task["message"]
