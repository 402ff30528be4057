"""Judging again: what was observed is judged by changed checks, and no student code runs."""

from __future__ import annotations

import os
import signal
import time

import msgspec
import pytest
from kills import doubles
from sums import HAND_INS, HIDDEN, KEY

from autograder.desk.waiving import find_group, waive
from autograder.errors import AuthorError


def change_suite(desk, old, new):
    """Change the hidden suite of a course."""
    assert old in desk.suite.read_text()
    desk.suite.write_text(desk.suite.read_text().replace(old, new))


def test_a_wider_tolerance_raises_scores_without_running_anything(graded):
    """Who changes, by what and in which task is said; nothing is observed again."""
    change_suite(graded, "rtol=1e-4", "rtol=1e-2")
    said = graded.grade()
    assert "Changed since the last run: the hidden suite." in said.err
    assert "Judging again what was observed: 6 of 6, no student code run." in said.err
    assert "Jail" not in said.err
    assert len(graded.events("observed")) == 6
    assert "1  score changes: 1 up, 0 down" in said.err
    assert "9.1 add 0/10 FAIL -> 10/10 ok (holds now: lists, two numbers)" in " ".join(
        said.err.split()
    )
    assert said.results["rough"]["score"] == 16


def test_scores_fall_only_if_that_is_allowed(graded):
    """A stricter check keeps the old score and says so; --allow-lower lowers it."""
    change_suite(graded, '"sum", rtol=1e-4', '"sum", rtol=1e-2')
    graded.grade()
    change_suite(graded, '"sum", rtol=1e-2', '"sum", rtol=1e-4')
    held = graded.grade()
    assert "1 score would fall. It is kept." in held.err
    assert held.results["rough"]["score"] == 16
    assert "(6 unchanged)" in graded.grade().err
    lowered = graded.grade("--allow-lower")
    assert "1  score changes: 0 up, 1 down" in lowered.err
    assert lowered.results["rough"]["score"] == 6


def drop_double(desk):
    """Take task 9.2 out of the lesson and out of its hidden suite."""
    lesson = desk.root / "solutions" / KEY / "lesson.toml"
    lesson.write_text(lesson.read_text().rpartition("[[task]]")[0])
    desk.suite.write_text(desk.suite.read_text().rpartition("@pytest.mark.task_9_2")[0])
    probes = desk.suite.with_name("probes.py")
    probes.write_text(probes.read_text().rpartition('@probe("9.2")')[0])
    for path in desk.wrong.glob("double__*.py"):
        path.unlink()


def test_a_report_stands_although_its_task_was_dropped(graded):
    """The old report, with a task more than the lesson, is shown and handed back all the same."""
    drop_double(graded)
    said = graded.grade()
    assert said.results["right"]["score"] == 16
    assert "9.2 double" in (graded.out / "right" / "feedback.html").read_text()
    assert "9.2 double" in graded.run("inspect", "right").out
    graded.run("inspect", "--unnamed")
    assert "grades written to" in graded.run("export", "csv", "lesson9").out


def test_a_report_that_is_older_than_a_task_is_a_sentence(graded):
    """Who stands only in the journal has no result in a new task."""
    drop_double(graded)
    graded.grade("--allow-lower")
    lesson = graded.root / "solutions" / KEY / "lesson.toml"
    task = lesson.read_text().rpartition("[[task]]")[2]
    new = task.replace('"9.1"', '"9.3"').replace('"add"', '"new"')
    lesson.write_text(f"{lesson.read_text()}\n[[task]]\n{new}")
    said = graded.run("inspect", "right", "9.3", code=4)
    assert "Task 9.3 is newer than the report that stands for right." in said.err


def test_a_new_known_mistake_names_what_had_no_name(graded):
    """A file in wrong/ makes a new answer key; the stored observations get the name."""
    (graded.wrong / "add__rough.py").write_text(
        '"""L9.A53: A tenth of a percent too much.\n\ncredit: 0.8\n"""\n\n'
        "def add(a, b):\n    return 1.001 * np.add(a, b)\n"
    )
    said = graded.grade()
    assert "Changed since the last run: known mistakes or reference." in said.err
    assert len(graded.events("observed")) == 6
    (task, _) = said.results["rough"]["tasks"]
    assert (task["points"], task["misconception"]) == (8, "L9.A53")


def test_a_waiver_counts_as_passed_until_it_is_taken_back(graded):
    """A waiver raises whom it concerns; unwaive lowers only with --allow-lower."""
    said = graded.run("waive", "9.2/value", "--reason", "left open in the handout")
    assert "9.2/value is waived" in said.out
    assert "2  scores change: 2 up, 0 down" in said.out
    assert "Median 12 -> 16" in said.out
    assert len(graded.events("observed")) == 6
    (entry,) = graded.ledger()
    assert entry["reason"] == "left open in the handout"
    assert entry["by"]
    assert "waived already" in graded.run("waive", "9.2/value", "--reason", "x", code=4).err
    held = graded.run("unwaive", "9.2/value")
    assert "2 scores would fall. They are kept." in held.out
    said = graded.grade("--allow-lower")
    assert said.results["once"]["score"] == 13
    assert len(graded.ledger()) == 2


def test_a_waiver_of_a_check_that_is_gone_can_be_taken_back(graded):
    """Grading says how, and taking it back works although the group is in no suite any more."""
    graded.run("waive", "9.1/lists", "--reason", "x")
    change_suite(graded, 'group="lists"', 'group="type"')
    said = graded.grade(code=4)
    assert "finegrade unwaive '9.1/lists'" in said.err
    lesson = graded.root / "solutions" / KEY / "lesson.toml"
    lesson.write_text(lesson.read_text().replace('"lists", ', ""))
    graded.run("waive", "9.1/lists", "--undo", "--allow-lower")
    assert [entry["type"] for entry in graded.ledger()] == ["waive", "unwaive"]
    graded.grade()


def test_a_lower_result_of_a_new_hand_in_counts(graded):
    """Only an unchanged hand-in keeps its score; who hands in anew gets what that is worth."""
    graded.write("right", "def add(a, b):\n    return a\n\ndef double(a):\n    return a\n")
    said = graded.grade()
    assert said.results["right"]["score"] < 16
    assert "would fall" not in said.err


# ------------------------------------------------------------------ the waived suite


@pytest.fixture
def lesson(course):
    from autograder.lesson import Course

    return Course(course).lesson("lesson9")


def test_a_waived_check_claims_nothing(lesson):
    """Only the bodies of the waived group's checks are emptied; claims and marks stay."""
    source = waive(HIDDEN, ["9.1/lists"], lesson)
    assert source.count("assert_close(observed") == 2
    assert "Lists are added number by number." in source
    assert source.count("@pytest.mark.check") == 4


def test_without_a_waiver_the_suite_is_what_it_was(lesson):
    """Not a byte of it changes."""
    assert waive(HIDDEN, [], lesson) == HIDDEN


def test_a_waived_group_that_is_gone_is_told(lesson):
    """A waiver must not silently do nothing."""
    gone = msgspec.structs.replace(lesson)
    with pytest.raises(AuthorError, match="no check of that group"):
        waive(HIDDEN.replace('group="lists"', 'group="type"'), ["9.1/lists"], gone)


@pytest.mark.parametrize("name", ["9.1/two numbers", "9.1/two-numbers", "9.1/Two Numbers"])
def test_a_group_is_found_by_its_plain_name(lesson, name):
    """Spaces may be written as hyphens."""
    assert find_group(lesson, name)[1] == "two numbers"


def test_an_unknown_group_gets_the_list_of_those_there_are(lesson):
    """The sentence names every group of the task as it can be typed."""
    with pytest.raises(AuthorError, match=r"9\.1/two-numbers, 9\.1/lists, 9\.1/type"):
        find_group(lesson, "9.1/three")


def test_a_killed_run_has_its_changes_told_by_the_next(graded, left_over):
    """Who changed in a run that was killed before it could say so is named once, later."""
    for name in ("y", "z"):  # judged after the one that changes
        graded.write(name, HAND_INS["right"])
    graded.grade()
    slowly = '"""Twice the number comes back."""\n    __import__("time").sleep(0.4)'
    change_suite(graded, '"""Twice the number comes back."""', slowly)
    change_suite(graded, "rtol=1e-4", "rtol=1e-2")
    run = graded.start("grade", "lesson9", "-j", "1")
    while run.poll() is None and len(graded.events("judged")) < 8 + 5:
        time.sleep(0.002)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    assert run.returncode == -signal.SIGKILL
    assert left_over() == []
    said = graded.grade()
    assert "1  score changes: 1 up, 0 down" in said.err
    assert doubles(graded) == []
    assert "score change" not in graded.grade().err
