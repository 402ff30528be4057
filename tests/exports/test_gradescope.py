"""Gradescope's `results.json`: its published form, every task in it, and no zero by our own fault."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from autograder.errors import JudgeError
from autograder.exports.gradescope import standing_score, to_gradescope
from autograder.results import Finding, Report, TaskResult, ungraded

SCHEMA = json.loads((Path(__file__).parent / "gradescope_results.schema.json").read_text())
PASSED = TaskResult("9.1", "first", 10, 10, "passed")
FAILED = TaskResult(
    "9.2", "second", 4, 8, "failed",
    misconceptions=("L9.A01",),
    finding=Finding("Rows are mixed.", file="tiny.py", line=7, question="Which axis?"),
)  # fmt: skip
UNWRITTEN = TaskResult("9.2", "second", 0, 8, "unwritten", note="second is not written yet.")
EXIT = "tiny.py, line 3, ends the program while it is loaded. Remove that exit."
STOPPED = TaskResult("9.1", "first", 0, 10, "stopped", finding=Finding(EXIT))
HOSTILE = "\x1b[2J\u202egnp\ud800 " + "x" * 5000


def report(*tasks, **more):
    values = {"student": "student-01", "gradable": True, "tier": "user", "seconds": 1.23456, **more}
    return Report(lesson="lesson9_tiny", tasks=tasks, **values)


UNREADABLE = report(STOPPED, gradable=False, problem=EXIT)


@pytest.mark.parametrize(
    "graded",
    [
        report(PASSED, FAILED),
        report(PASSED, UNWRITTEN, notes=("taken from the notebook",)),
        UNREADABLE,
        report(TaskResult(HOSTILE, HOSTILE, 0, 10, "failed", finding=Finding(HOSTILE))),
    ],
)
def test_the_result_has_the_published_form(graded):
    """Every key is one that Gradescope documents, with a value that it documents."""
    content = to_gradescope(graded)
    jsonschema.validate(content, SCHEMA)
    assert json.loads(json.dumps(content)) == content


@pytest.mark.parametrize("key", ["maxscore", "treshold"])
def test_the_schema_finds_a_misspelt_key(key):
    """The validator is no rubber stamp: an unknown key of a test is refused."""
    content = to_gradescope(report(PASSED))
    content["tests"][0][key] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, SCHEMA)


def test_each_task_is_one_test_with_its_points():
    """Number, name, points, status and words of every task stand in the lesson's order."""
    tests = to_gradescope(report(PASSED, FAILED))["tests"]
    shown = [(t["number"], t["name"], t["score"], t["max_score"], t["status"]) for t in tests]
    assert shown == [("9.1", "first", 10, 10, "passed"), ("9.2", "second", 4, 8, "failed")]
    assert tests[1]["output"] == "Rows are mixed. In tiny.py, line 7. Which axis?"
    assert tests[1]["tags"] == ["failed", "L9.A01"]


def test_the_score_is_the_sum_and_students_see_it():
    """Nothing is hidden: Gradescope shows no total as soon as one test is."""
    content = to_gradescope(report(PASSED, FAILED))
    assert content["score"] == 14
    assert {content["visibility"], *(test["visibility"] for test in content["tests"])} == {
        "visible"
    }
    assert content["stdout_visibility"] == "hidden"


def test_the_caller_chooses_the_words():
    """The text of a test is what the caller makes of the task."""
    content = to_gradescope(report(FAILED), words=lambda task: f"about {task.id}")
    assert content["tests"][0]["output"] == "about 9.2"


def test_a_fault_of_ours_gives_no_result_at_all():
    """A task that we could not grade has no number that could be sent, and raises."""
    with pytest.raises(JudgeError, match=r"9\.2"):
        to_gradescope(report(PASSED, ungraded("9.2", "second", 8, "KeyError: secret")))


def test_a_hand_in_that_cannot_be_read_says_so_in_one_sentence():
    """The problem stands above the tests, and no earlier score is invented."""
    content = to_gradescope(UNREADABLE, metadata={"previous_submissions": []})
    assert content["output"] == EXIT
    assert content["score"] == 0
    assert content["extra_data"]["gradable"] is False


def test_a_hand_in_that_cannot_be_read_keeps_the_last_score():
    """It is no attempt: the points of the last graded hand-in stand, and the student is told."""
    content = to_gradescope(UNREADABLE, metadata={"previous_submissions": [
        {"submission_time": "2026-10-02T10:00:00.1-07:00", "score": "93.0"},
        {"submission_time": "2026-10-01T10:00:00.1-07:00", "score": "14.0"},
    ]})  # fmt: skip
    assert content["score"] == 93
    assert content["output"] == f"{EXIT}\nThe 93 points of your last hand-in stand."
    assert content["tests"][0]["score"] == 0


def test_a_hand_in_that_was_graded_replaces_the_last_score():
    """Earlier points matter only to a hand-in that cannot be graded."""
    earlier = {"submission_time": "2026-10-02T10:00:00.1-07:00", "score": "18.0"}
    assert to_gradescope(report(FAILED), metadata={"previous_submissions": [earlier]})["score"] == 4


def test_a_submission_that_the_autograder_failed_on_has_no_score_to_keep():
    """A failed run and one without a score are passed over."""
    assert standing_score({"previous_submissions": [
        {"submission_time": "2026-10-03", "score": "0.0", "autograder_error": True},
        {"submission_time": "2026-10-02", "score": None},
        {"submission_time": "2026-10-01", "score": "7.0", "autograder_error": False},
    ]}) == 7  # fmt: skip
    assert standing_score({}) is None


def test_what_a_student_wrote_cannot_reach_the_page():
    """Escapes, bidirectional marks and half characters of any text appear as text, and cut."""
    hostile = TaskResult("9.1", "first", 0, 10, "failed", finding=Finding(HOSTILE, file=HOSTILE))
    content = to_gradescope(report(hostile, problem=HOSTILE, notes=(HOSTILE,)))
    text = json.dumps(content, ensure_ascii=False)
    assert text.replace("\\n", "").isprintable()
    assert len(text) < 6000
