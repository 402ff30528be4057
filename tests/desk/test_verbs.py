"""The verbs that decide and the verbs that explain, through the real command."""

from __future__ import annotations

import shutil

import pytest
from sums import GOOD

from autograder.desk.opened import open_desk


def test_an_override_an_extension_and_a_comment_make_the_grade(graded):
    """Raw and adjusted score are both kept, and inspect says who decided what."""
    times = graded.out / "hand-ins.csv"
    times.write_text("student,handed_in\nminus,2026-10-19T12:00:00+02:00\n")
    said = graded.run("override", "minus", "9.1", "9", "--reason", "argued well")
    assert "minus: 8 of 16 -> 11 of 16 (judged 12)." in said.out  # 12 and 15, three days late
    said = graded.run("extend", "minus", "2", "--reason", "ill")
    assert "minus: 11 of 16 -> 14 of 16 (judged 12)." in said.out
    graded.run("comment", "minus", "Come and see me.")
    text = graded.run("inspect", "minus").out
    for words in ("argued well", "Judged 12 points, counts as 14", "Come and see me."):
        assert words in text
    assert f"Points set by {graded.ledger()[0]['by']}." in text
    assert [entry["type"] for entry in graded.ledger()] == ["override", "extend", "comment"]
    assert len(graded.events("judged")) == 6


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["override", "minus", "9.1", "11", "--reason", "x"], "worth 0 to 10 points, not 11"),
        (["override", "nobody", "9.1", "1", "--reason", "x"], "No hand-in of 'nobody'"),
        (["comment", "u", "x"], "Did you mean: minus, rough, unread?"),
        (["comment", "Minus", "x"], "Did you mean: minus? Write the whole name."),
        (["override", "inus", "9.1", "1", "--reason", "x"], "Did you mean: minus?"),
        (["extend", "inus", "2"], "Did you mean: minus?"),
        (["extend", "minus", "soon"], "neither a number of days nor a date"),
        (["waive", "9.1/nothing", "--reason", "x"], "9.1/two-numbers"),
    ],
)
def test_a_decision_that_cannot_be_is_one_sentence(graded, arguments, words):
    """Nothing is written, and the sentence says what may be written."""
    said = graded.run(*arguments, code=4)
    assert words in said.err
    assert not (graded.out / "ledger.jsonl").exists()


def test_inspect_shows_what_was_observed_and_what_it_prints(graded):
    """A task's page holds the finding, the recorded numbers, how they differ, and a run with output."""
    text = graded.run("inspect", "once", "9.2", "--rerun").out
    assert "[L9.B51]" in text
    assert "twice: float64 (4,):" in text
    assert "differs: `twice` is half as large" in text
    assert "Run again. It did what it did when it was graded." in text
    assert "| seen 4" in text


def test_a_hand_in_beyond_the_last_day_is_told_why_it_has_no_points(graded):
    """Five days are the most: then it is not ten percent a day any more."""
    (graded.out / "hand-ins.csv").write_text("student,handed_in\nminus,2026-11-16T12:00:00Z\n")
    text = graded.run("inspect", "minus").out
    assert "Handed in 31 days late: nothing counts after 5 days." in text
    assert "counts as 0 points" in text
    assert "%" not in text.partition("\n\n")[0]


def test_a_question_takes_a_part_of_a_name(graded):
    """To look, a part of a name that only one student has is enough."""
    assert graded.run("inspect", "inu").out.startswith("minus")


def test_a_rerun_takes_the_jail_that_the_grading_took(graded):
    """Where only the weakest jail is there, its options do for a rerun what they do for `grade`."""
    rerun = ["inspect", "once", "9.2", "--rerun", "--tier", "process"]
    assert "--accept-unsafe" in graded.run(*rerun, code=3).err
    assert "| seen 4" in graded.run(*rerun, "--accept-unsafe").out
    said = graded.run("inspect", "once", "9.2", "--accept-unsafe", code=2)
    assert "add --rerun" in said.err


def test_inspect_finds_others_with_the_same_finding(graded):
    """--like names who fails in the same way, and nobody else."""
    graded.write("also", GOOD.replace("np.add", "np.subtract") + "def double(a):\n    return 0\n")
    graded.grade()
    text = graded.run("inspect", "--like", "minus").out
    assert text.split() == "9.1 add: 1 other with L9.A52 also".split()


def test_unnamed_failures_are_sorted_by_what_was_observed(graded):
    """Two that behave alike are one cluster, with the file that would name them."""
    rough = (graded.hand_ins / "rough" / "sums.py").read_text()
    graded.write("rough-2", rough.replace("1.001 *", "0.001 * np.add(a, b) +"))
    graded.grade()
    text = " ".join(graded.run("inspect", "--unnamed").out.split())
    assert text.startswith("2 9.1 add: This does not hold yet: Two numbers are added.")
    assert "rough, rough-2" in text
    assert "wrong/add__A_FEW_WORDS.py" in text
    assert '"L9.A53: ..."' in text


def test_needs_person_lists_what_a_person_should_look_at(graded):
    """The hand-in that cannot be read is there, and how many have failures without a name."""
    text = graded.run("inspect", "--needs-person").out
    assert "Needs a person (3)" in text
    assert "2 have only failures with no name" in text
    assert "unread" in text


def test_two_gradings_are_compared(graded, tmp_path):
    """Who changes, by what, and who is in one of them only."""
    shutil.copytree(graded.out, tmp_path / "before")
    graded.write("late", GOOD)
    graded.run("waive", "9.2/value", "--reason", "x")
    graded.grade()
    text = graded.run("compare", str(tmp_path / "before"), str(graded.out)).out
    assert "4  the same in both" in text
    assert "1  in the second only: late" in text
    assert "2  scores change: 2 up, 0 down" in text


def test_a_verb_without_a_run_says_what_to_do(desk):
    """Before anything is graded there is nothing to inspect."""
    assert "--lesson LESSON, or --out DIR" in desk.run("inspect", "minus", code=4).err
    said = desk.run("inspect", "minus", "--lesson", "lesson9", code=4)
    assert "run `finegrade grade` first" in said.err


@pytest.mark.parametrize(
    "verb", [["waive", "9.1/value", "--reason", "x"], ["unwaive", "9.1/value"]], ids=lambda v: v[0]
)
def test_a_waiver_without_a_run_says_what_to_do_and_makes_none(desk, verb, tmp_path):
    """Waiving judges again what was graded; before that there is nothing to write into."""
    said = desk.run(*verb, "--out", str(tmp_path / "new"), code=4)
    assert "run `finegrade grade` first" in said.err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "verb",
    [
        ["inspect", "minus"],
        ["inspect", "--unnamed"],
        ["inspect", "--needs-person"],
        ["waive", "9.1/value", "--reason", "x"],
        ["comment", "minus", "x"],
    ],
    ids=" ".join,
)
def test_a_run_that_has_not_begun_is_a_sentence(desk, verb, tmp_path):
    """A journal without a line, as a grading leaves it that was killed at once, is no traceback."""
    with open_desk(tmp_path, writable=True):
        pass
    said = desk.run(*verb, "--out", str(tmp_path), code=4)
    assert "Nothing was graded into" in said.err
