"""What the verbs of the desk print: plain lines, and nothing of a hand-in that could move a cursor."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.observation import Array, Odd, Raised
from autograder.reports.inspection import (
    Cluster,
    alike_text,
    clusters_text,
    describe,
    observed_text,
    printed_text,
)
from autograder.reports.run import changes_text, compare_text, median_text, plan_text
from autograder.reports.summary import Change
from autograder.results import Report, TaskResult


def report(student, points, *, outcome="failed", wrong=("far",), ids=()):
    task = TaskResult("9.1", "first", points, 10, outcome, ids, groups_wrong=wrong)
    return Report(student, "lesson9_tiny", True, "user", (task,))


BEFORE = report("a", 3, wrong=("near", "far"), ids=("L9.A51",))
AFTER = report("a", 10, outcome="passed", wrong=())


def test_a_change_says_scores_tasks_and_groups():
    """Points, state, id and the groups that hold now are told from both sides."""
    change = Change.between(BEFORE, AFTER)
    assert (change.was, change.now, change.gain) == (3, 10, 7)
    assert change.tasks == ("9.1 first 3/10 FAIL L9.A51 -> 10/10 ok (holds now: far, near)",)


def test_the_same_result_is_no_change():
    """Another wording or another time is none."""
    again = report("a", 3, wrong=("near", "far"), ids=("L9.A51",))
    assert Change.between(BEFORE, again) is None


@pytest.mark.parametrize("after", [report("a", 3, wrong=("far",)), report("a", 4)])
def test_a_result_that_differs_at_all_is_a_change(after):
    """The same points for another reason are told too."""
    assert Change.between(BEFORE, after) is not None


def test_changes_are_counted_and_sorted_by_student():
    """Ups, downs, and those that are held, which come last."""
    up = Change("b", 3, 10, ("task",))
    down = Change("a", 10, 3, ("task",))
    held = Change("c", 10, 3, ("task",), held=True)
    text = changes_text([up, held, down])
    assert "2  scores change: 1 up, 1 down" in text
    assert "1 score would fall. It is kept. To lower: finegrade grade with --allow-lower." in text
    lines = [
        line.split()[0] for line in text.splitlines() if line.startswith("  ") and "task" in line
    ]
    assert lines == ["student", "a", "b", "student", "c"]


def test_many_changes_end_with_a_count():
    """A course of hundreds does not scroll by."""
    text = changes_text([Change(f"s{n:03}", 1, 2, ("task",)) for n in range(60)])
    assert text.endswith("and 20 more")


def test_every_line_fits_the_terminal():
    """Long names and tasks are cut or wrapped at 80 columns."""
    change = Change("x" * 90, 1, None, ("9.1 " + "word " * 40,))
    assert max(len(line) for line in changes_text([change]).splitlines()) <= 80


def test_a_plan_counts_what_would_be_done():
    """Three numbers, each with what it stands for."""
    assert plan_text(3, 20, 100).split("\n")[1].split() == (
        ["20", "to", "judge", "again,", "no", "student", "code", "run"]
    )


def test_the_median_moves_from_one_to_the_other():
    """Only graded hand-ins count; without any there is a dash."""
    assert median_text([BEFORE], [AFTER]) == "Median 3 -> 10."
    assert median_text([report("a", None)], []) == "Median - -> -."


def test_two_gradings_name_who_is_in_one_only():
    """Both sides are told, and how many are the same."""
    text = compare_text([Change("b", 3, 10, ("task",))], [["old"], ["new"]], 5)
    for words in ("5  the same in both", "in the first only: old", "in the second only: new"):
        assert words in text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            Array("float32", (2, 4), np.arange(8, dtype="<f4").tobytes()),
            "float32 (2, 4): 0 1 2 3 4 5 ...",
        ),
        (
            Raised("ValueError", "m.py", 3, text="no\x1b[2J"),
            "raised ValueError at m.py, line 3: no\\x1b[2J",
        ),
        (Odd("dict"), "a dict"),
        ("two\u202ewords", "two\\u202ewords"),
        (True, "True"),
        (None, "None"),
    ],
)
def test_a_recorded_value_is_described(value, words):
    """The first numbers, an exception with its place, and text that cannot act."""
    assert describe(value) == words


def test_what_differs_stands_below_its_value():
    """A difference is told at the case and name where it is."""
    text = observed_text({"case": {"y": 1.0, "z": 2.0}}, {("case", "z"): "`z` is zero everywhere."})
    assert text.splitlines()[-3:] == [
        "    y: 1.0",
        "    z: 2.0",
        "      differs: `z` is zero everywhere.",
    ]


def test_output_of_a_hand_in_is_quoted_line_by_line():
    """Each line is marked as the hand-in's, and what cannot be seen is escaped."""
    text = printed_text({"case": "one\ntwo\x07"}, same=False)
    assert "    | one\n    | two\\x07" in text
    assert "does not always do the same" in " ".join(text.split())
    assert "It printed nothing." in printed_text({}, same=True)


def test_others_with_a_finding_are_counted():
    """One other, two others, and twelve names at most."""
    (result,) = BEFORE.tasks
    assert alike_text(result, ["b"]).startswith("9.1 first: 1 other with L9.A51")
    assert alike_text(result, [f"s{n}" for n in range(20)]).endswith("and 8 more")


def test_a_cluster_says_how_to_name_it(tiny):
    """The file to write, the id that is free, and the command that proves it."""
    cluster = Cluster("9.1", "first", ("a", "b"), "It does not hold.", "`y` is zero.", "L9.A51")
    text = " ".join(clusters_text([cluster], tiny.lesson).split())
    assert "wrong/first__A_FEW_WORDS.py, with that function as a wrote it" in text
    assert 'begins "L9.A51: ..."; then finegrade check lesson9_tiny --task 9.1' in text
    assert clusters_text([], tiny.lesson) == "Every failure has a name."
