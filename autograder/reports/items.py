"""Item analysis: how hard each task was, and how well it tells strong hand-ins from weak ones."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence

import msgspec

from autograder.lesson import Lesson, Task
from autograder.reports.wording import STATES
from autograder.results import Report


class TaskRow(msgspec.Struct, frozen=True):
    """One task over all hand-ins that were graded in it.

    Attributes:
        mean: mean of the points; None if nobody was graded.
        facility: the same in percent of the task's points, rounded.
        discrimination: see `discrimination`; rounded to two digits.
    """

    id: str
    name: str
    max: int
    mean: float | None
    facility: int | None
    discrimination: float | None
    passed: int
    failed: int
    unwritten: int
    stopped: int
    ungraded: int


def task_rows(reports: Sequence[Report], lesson: Lesson) -> tuple[TaskRow, ...]:
    """Return one row per task, in course order.

    Args:
        reports: of hand-ins that could be read, as they were judged.
        lesson: whose tasks are asked about.
    """
    return tuple(_row(task, reports) for task in lesson.tasks)


def discrimination(task_id: str, reports: Sequence[Report]) -> float | None:
    """Return the corrected item-total correlation of a task.

    That is Pearson's r between the points of the task and those of all other tasks of the same
    hand-in, r(x, X - x). The task itself is left out of the total, with which it would correlate by
    construction (Henrysson 1963, Psychometrika 28, 211-218). Near 1: who solves the rest solves this
    one too; near 0: it has nothing to do with the rest; below 0: it fails those who solve the rest.

    Args:
        task_id: the task.
        reports: those graded in part have no total and are left out.

    Returns:
        From -1 to 1, or None where it is not defined: fewer than two hand-ins, or all have the same
        points in the task or in the rest.
    """
    pairs = [
        (result.points, report.score - result.points)
        for report in reports
        for result in report.tasks
        if result.id == task_id and report.score is not None and result.points is not None
    ]
    try:
        return statistics.correlation(*zip(*pairs, strict=True)) if len(pairs) > 1 else None
    except statistics.StatisticsError:  # one of the two does not vary
        return None


def _row(task: Task, reports: Sequence[Report]) -> TaskRow:
    results = [result for report in reports for result in report.tasks if result.id == task.id]
    points = [result.points for result in results if result.points is not None]
    mean = statistics.fmean(points) if points else None
    correlation = discrimination(task.id, reports)
    outcomes = Counter(result.outcome for result in results)
    return TaskRow(
        task.id,
        task.name,
        task.points,
        mean=mean,
        facility=None if mean is None else round(100 * mean / task.points),
        discrimination=None if correlation is None else round(correlation, 2) + 0.0,  # no "-0.00"
        **{outcome: outcomes[outcome] for outcome in STATES},
    )
