"""Item analysis and the heat table: numbers worked out by hand."""

from __future__ import annotations

import pytest

from autograder.reports.items import discrimination, task_rows
from autograder.reports.mistakes import make_heat, split_bands
from autograder.results import Report, TaskResult


@pytest.fixture
def course(tiny):
    """Builds reports of the tiny lesson from the points of its two tasks."""

    def build(*points: tuple[int | None, int | None]) -> list[Report]:
        return [
            Report(f"student-{n:02}", tiny.lesson.key, True, "", (_task(0, a), _task(1, b)))
            for n, (a, b) in enumerate(points)
        ]

    def _task(number: int, points: int | None) -> TaskResult:
        task = tiny.lesson.tasks[number]
        outcome = {None: "ungraded", task.points: "passed"}.get(points, "failed")
        return TaskResult(task.id, task.name, points, task.points, outcome)

    return build


def test_facility_is_the_mean_share_of_points(course, tiny):
    """10, 5, 0 and 5 of 10 are 50 %; a task that nobody was graded in for our fault has none."""
    rows = task_rows(course((10, None), (5, None), (0, None), (5, None)), tiny.lesson)
    assert [(row.mean, row.facility) for row in rows] == [(5.0, 50), (None, None)]
    assert (rows[0].passed, rows[0].failed, rows[1].ungraded) == (1, 3, 4)


def test_discrimination_leaves_the_task_out_of_the_total(course):
    """Points (1, 2), (2, 1), (3, 6): r of x and the rest is 4 / sqrt(2 * 14), not that with the sum.

    Deviations of x are -1, 0, 1 and of the rest -1, -2, 3, so the products sum to 4 and the squares
    to 2 and 14. With the sums (3, 3, 9) it would be 6 / sqrt(2 * 24).
    """
    reports = course((1, 2), (2, 1), (3, 6))
    assert discrimination("9.1", reports) == pytest.approx(4 / (2 * 14) ** 0.5)
    assert discrimination("9.1", reports) != pytest.approx(6 / (2 * 24) ** 0.5)


def test_a_task_that_fails_the_strong_has_a_negative_one(course):
    """Who has more in the rest has less in it: -1."""
    assert discrimination("9.1", course((3, 1), (2, 2), (1, 3))) == pytest.approx(-1)


@pytest.mark.parametrize(
    "points",
    [
        [],
        [(5, 5)],
        [(5, 1), (5, 2), (5, 3)],
        [(1, 5), (2, 5), (3, 5)],
        [(1, 2), (3, None), (None, 4)],
    ],
)
def test_discrimination_can_be_undefined(course, tiny, points):
    """Nobody, one student, all equal in the task or in the rest, one graded in full: None."""
    assert discrimination("9.1", course(*points)) is None
    assert task_rows(course(*points), tiny.lesson)[0].discrimination is None


def test_bands_are_about_equal_and_keep_equal_scores_together():
    """Eight scores make four bands of two; three equal ones are not torn apart."""
    bands = [(band.low, band.high, band.count) for band in split_bands([8, 7, 6, 5, 4, 3, 2, 1])]
    assert bands == [(1, 2, 2), (3, 4, 2), (5, 6, 2), (7, 8, 2)]
    bands = [(band.low, band.high, band.count) for band in split_bands([9, 9, 9, 1])]
    assert bands == [(1, 1, 1), (9, 9, 3)]
    assert split_bands([]) == ()


def test_heat_counts_each_mistake_in_the_class_and_in_its_bands(samples):
    """L1.P03 is made by two of six readable hand-ins, both of them in the second band of 24 points.

    Scores are 14, 17, 24, 24, 45 and one not graded, which is in no band but in the first column.
    """
    heat = make_heat([report for report in samples.all() if report.gradable])
    assert [(band.low, band.high, band.count) for band in heat.bands] == [
        (14, 17, 2), (24, 24, 2), (45, 45, 1),
    ]  # fmt: skip
    rows = {(row.task, row.id): row for row in heat.rows}
    row = rows["1.1", "L1.P03"]
    assert (row.all.count, row.all.percent) == (2, 33)
    assert [share.count for share in row.bands] == [0, 2, 0]
    assert [share.level for share in row.bands] == [0, 4, 0]
    unnamed = rows["1.2", ""]
    assert [share.percent for share in unnamed.bands] == [50, 50, 0]
    assert len(heat.rows) == 3  # and L1.P20


def test_an_empty_course_has_no_heat():
    """Nobody handed in: no band, no row, no division by zero."""
    heat = make_heat([])
    assert (heat.bands, heat.rows) == ((), ())
