"""Counts over a course: golden numbers worked out by hand from the sample reports."""

from __future__ import annotations

import msgspec
import pytest

from autograder.reports.summary import count_bins, group_concerns, summarize


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
    """Task 1.2: 40 of 85 points in five graded, and the ungraded one is in no mean."""
    task = summary.tasks[1]
    assert (task.passed, task.failed, task.stopped, task.ungraded) == (2, 2, 1, 1)
    assert task.facility == 47
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


def test_concerns_of_one_reason_are_one_entry(samples):
    """Two hand-ins that hang in the same task are one need; our own fault comes before them."""
    hang = samples.all()[3]
    reports = [hang, samples.all()[4], msgspec.structs.replace(hang, student="student-09")]
    ours, theirs = group_concerns(summarize(reports, samples.lesson).concerns)
    assert (ours.places, theirs.places) == ((1,), (0, 2))
    assert "0.125" in ours.details


def test_scores_are_what_counts_and_tasks_what_was_judged(samples):
    """A person gave 20 points to a hand-in that cannot be read: it has a score, and judges no task."""
    reports = samples.all()
    counting = [report.score for report in reports]
    counting[0], counting[5] = 40, 20
    found = summarize(reports, samples.lesson, counting=counting)
    assert found.scores == (14, 17, 20, 24, 24, 40)
    assert (found.moved, found.unreadable, found.full) == (2, 0, 0)
    assert found.tasks == summarize(reports, samples.lesson).tasks


def test_a_score_above_the_lessons_points_is_in_the_last_bin():
    """A report that stands from when the lesson had more points is not lost."""
    assert count_bins([50], 45)[-1].count == 1


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
