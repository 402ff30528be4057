"""Reports: scores, messages and the `finegrade/result/1` JSON."""

from __future__ import annotations

import json

import msgspec
import pytest

from autograder.results import SCHEMA, Finding, Report, TaskResult, Witness, to_json, ungraded


def report(*tasks):
    return Report("student-01", "lesson9_tiny", True, "a", tasks, seconds=1.23456)


PASSED = TaskResult("9.1", "first", 10, 10, "passed")
FAILED = TaskResult(
    "9.2", "second", 4, 8, "failed",
    misconceptions=("L9.A01", "L9.A02"),
    finding=Finding("Rows are mixed.", "`y` is transposed.", "tiny.py", 7, None, "Which axis?"),
)  # fmt: skip


def test_the_score_is_the_sum_of_the_points():
    """Points and maxima add up over the tasks."""
    graded = report(PASSED, FAILED)

    assert (graded.score, graded.max) == (14, 18)


def test_one_ungraded_task_leaves_the_score_open():
    """Our own fault never becomes a number, so the sum is unknown too."""
    graded = report(PASSED, ungraded("9.2", "second", 8, "the judge broke"))

    assert graded.score is None
    assert graded.max == 18
    assert json.loads(to_json(graded))["tasks"][1]["points"] is None


def test_the_fault_is_for_staff_only():
    """What broke on our side is kept in `fault` and stands in no message."""
    task = ungraded("9.2", "second", 8, "KeyError: secret")

    assert "secret" not in task.message
    assert "secret" not in to_json(report(task)).decode()
    assert task.fault == "KeyError: secret"


def test_the_json_has_exactly_the_fields_of_its_schema():
    """Readers of version 1 find these fields and no others."""
    answer = json.loads(to_json(report(PASSED, FAILED)))

    assert answer["schema"] == SCHEMA == "finegrade/result/1"
    assert list(answer) == [
        "schema", "student", "lesson", "score", "max", "gradable", "tier", "seconds", "tasks",
    ]  # fmt: skip
    assert answer["seconds"] == 1.235
    assert answer["tasks"] == [
        {
            "id": "9.1", "name": "first", "points": 10, "max": 10,
            "outcome": "passed", "misconception": None, "message": "",
        },
        {
            "id": "9.2", "name": "second", "points": 4, "max": 8,
            "outcome": "failed", "misconception": "L9.A01+L9.A02",
            "message": "Rows are mixed. `y` is transposed. In tiny.py, line 7. Which axis?",
        },
    ]  # fmt: skip


def test_the_json_is_one_line():
    """One report is one line of a results file, whatever its texts hold."""
    task = TaskResult("9.1", "first", 0, 10, "failed", finding=Finding("two\nlines"))

    assert b"\n" not in to_json(report(task))


def test_what_a_student_wrote_leaves_as_clean_text():
    """Escapes, bidirectional marks, half characters and length of any text cannot hurt a reader."""
    bad = "\x1b[2J\u202egnp\ud800\x00" + "x" * 5000
    task = TaskResult("9.1", "first", 0, 10, "failed", finding=Finding(bad, bad, bad, 7, None, bad))

    line = to_json(Report(bad, "lesson9_tiny", True, "a", (task,))).decode("utf-8")

    assert line.isprintable()
    assert len(line) < 6000
    assert json.loads(line)["student"].startswith(r"\x1b[2J\u202egnp\ud800\x00xxx")


@pytest.mark.parametrize("record", [PASSED, FAILED, ungraded("9.1", "first", 10, "why")])
def test_results_survive_the_way_from_the_judge(record):
    """A result that crosses the judge's socket comes back equal."""
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(record), type=TaskResult) == record


def test_a_witness_stays_out_of_the_one_line_message():
    """The worked example has a place of its own in a report; the line stays short."""
    witness = Witness("mask [0, 1]", "c", "changing e changes the result")
    task = TaskResult("9.1", "first", 0, 10, "failed", finding=Finding("Wrong.", witness=witness))

    assert task.message == "Wrong."
