"""Counts over a course: golden numbers worked out by hand from the sample reports."""

from __future__ import annotations

import pytest

from autograder.reports.summary import count_bins, summarize


@pytest.fixture
def summary(samples):
    return summarize(samples.all(), samples.lesson)


def test_only_what_was_read_and_graded_has_a_score(summary):
    """Of seven hand-ins one is unreadable and one ungraded; neither drags the median down."""
    assert (summary.hand_ins, summary.unreadable, summary.ungraded, summary.full) == (7, 1, 1, 1)
    assert summary.scores == (14, 17, 24, 24, 45)
    assert summary.median == 24
    assert summary.mean == pytest.approx(24.8)


def test_a_task_is_counted_over_the_hand_ins_that_were_graded_in_it(summary):
    """Task 1.2: two right of five graded, and the ungraded one is in no mean."""
    task = summary.tasks[1]
    assert (task.passed, task.failed, task.stopped, task.ungraded) == (2, 2, 1, 1)
    assert task.percent == 40
    assert task.mean == pytest.approx((17 + 17 + 3 + 0 + 3) / 5)


def test_each_id_of_a_pair_counts(summary):
    """L1.P03 occurs alone and in a pair, L1.P20 in the pair, and says with which other."""
    assert [(row.id, row.count) for row in summary.named] == [("L1.P03", 2), ("L1.P20", 1)]
    assert not summary.named[0].sentence.startswith("(with")
    assert summary.named[1].sentence.startswith("(with L1.P03) ")


def test_failures_without_a_name_are_grouped_by_claim(samples):
    """Two students who break the same claim make one row of two."""
    same = [samples.report(name, samples.unnamed()) for name in ("a", "b")]
    (row,) = summarize(same, samples.lesson).unnamed
    assert (row.task, row.count) == ("1.2", 2)


def test_people_are_called_for_what_a_machine_cannot_settle(summary):
    """Stopped, ungraded and unreadable hand-ins are listed; the fault goes to staff."""
    assert [concern.student for concern in summary.concerns] == [
        "student-04", "student-05", "student-06",
    ]  # fmt: skip
    assert "0.125" in summary.concerns[1].details


def test_no_hand_ins_are_no_error(samples):
    """An empty course has empty counts instead of a division by zero."""
    summary = summarize([], samples.lesson)
    assert summary.scores == ()
    assert summary.tasks[0].mean is None


@pytest.mark.parametrize("points", [1, 3, 9, 10, 45, 94, 100, 101])
def test_bins_hold_every_score_once(points):
    """The ranges tile 0 to the maximum, so that each possible score is in exactly one."""
    bins = count_bins(range(points + 1), points)
    covered = [score for bin in bins for score in range(bin.low, bin.high + 1)]
    assert covered == list(range(points + 1))
    assert sum(bin.count for bin in bins) == points + 1
