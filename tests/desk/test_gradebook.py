"""What people decide is applied after judging: overrides, extensions and the late policy."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from autograder.errors import AuthorError, DeskError
from autograder.gradebook import (
    Comment,
    Extend,
    Override,
    Unwaive,
    Waive,
    decisions,
    deduct,
    due_date,
    make_grade,
    open_ledger,
    parse_extension,
    settle,
)
from autograder.lesson import Late, Lesson, Task
from autograder.results import Report, TaskResult

ZONE = dt.timezone(dt.timedelta(hours=2))
DUE = dt.datetime(2026, 10, 16, 23, 59, tzinfo=ZONE)
LATE = Late(grace_minutes=15, percent_per_day=10, max_days=3)
HINTS = ("Which?", "Where?", "One line.")
LESSON = Lesson(
    title="Sums",
    module="sums.py",
    task=(Task("9.1", "add", 20, ("value",), HINTS, "Why."),),
    due=DUE,
    late=LATE,
    key="lesson9_sums",
)
WHO = {"when": DUE, "by": "someone"}


def report(points: int | None = 20) -> Report:
    outcome = "ungraded" if points is None else "failed"
    task = TaskResult("9.1", "add", points, 20, outcome)
    return Report("student-01", LESSON.key, True, "user", (task,))


def grade_at(handed_in, *entries, points=20):
    return make_grade(report(points), LESSON, settle(entries), handed_in=handed_in)


@pytest.mark.parametrize(
    ("minutes", "days", "points"),
    [
        pytest.param(-1, 0, 20, id="before"),
        pytest.param(15, 0, 20, id="last minute of grace"),
        pytest.param(16, 1, 18, id="after the grace the first day has begun"),
        pytest.param(24 * 60, 1, 18, id="one day exactly"),
        pytest.param(24 * 60 + 1, 2, 16, id="the second day has begun"),
        pytest.param(3 * 24 * 60, 3, 14, id="the last day"),
        pytest.param(3 * 24 * 60 + 1, 4, 0, id="beyond it"),
    ],
)
def test_each_day_begun_costs_its_share(minutes, days, points):
    """Ten percent a day begun, nothing within the grace, zero after the last day; raw stays."""
    grade = grade_at(DUE + dt.timedelta(minutes=minutes))
    assert (grade.days_late, grade.adjusted, grade.raw) == (days, points, 20)


@pytest.mark.parametrize(("score", "expected"), [(5, 5), (15, 14), (4, 4), (0, 0)])
def test_points_are_rounded_half_up(score, expected):
    """4.5 becomes 5 and 13.5 becomes 14."""
    assert deduct(score, 1, LATE) == expected


def test_without_a_policy_nothing_is_lost():
    """A lesson that says nothing of lateness takes nothing."""
    assert deduct(20, 9, Late()) == 20


def test_a_time_of_another_zone_is_the_same_moment():
    """What counts is the moment, not the clock on the wall."""
    moment = (DUE + dt.timedelta(minutes=10)).astimezone(dt.UTC)
    assert grade_at(moment).days_late == 0


def test_an_unknown_time_is_on_time():
    """Without a time nobody is late."""
    assert grade_at(None).adjusted == 20


def test_an_extension_moves_the_due_date_of_one():
    """Two days more for one student: no day late then, and one for the others."""
    handed_in = DUE + dt.timedelta(hours=20)
    mine = Extend(**WHO, student="student-01", days=2)
    theirs = Extend(**WHO, student="student-02", days=2)
    assert grade_at(handed_in, mine).days_late == 0
    assert grade_at(handed_in, theirs).days_late == 1


def test_a_later_entry_takes_the_place_of_an_earlier_one():
    """The newest override and extension count, in the order of the ledger and not of the clock."""
    old = {"when": DUE + dt.timedelta(days=9), "by": "someone"}
    first = Override(**old, student="student-01", task="9.1", points=3, reason="a")
    second = Override(**WHO, student="student-01", task="9.1", points=7, reason="b")
    assert grade_at(None, first, second).adjusted == 7


def test_an_override_comes_before_the_deduction():
    """A late hand-in loses its share of what the person gave."""
    given = Override(**WHO, student="student-01", task="9.1", points=10, reason="argued well")
    grade = grade_at(DUE + dt.timedelta(hours=1), given, points=0)
    assert (grade.raw, grade.adjusted) == (0, 9)


def test_an_override_grades_what_we_failed_to_grade():
    """Ungraded stays without points until a person gives some."""
    given = Override(**WHO, student="student-01", task="9.1", points=10, reason="by hand")
    assert grade_at(None, points=None).adjusted is None
    assert grade_at(None, given, points=None).adjusted == 10


def test_a_waiver_holds_until_it_is_taken_back():
    """waive, unwaive, waive: it holds again."""
    waive, back = Waive(**WHO, check="9.1/value", reason="r"), Unwaive(**WHO, check="9.1/value")
    assert set(settle([waive]).waived) == {"9.1/value"}
    assert not settle([waive, back]).waived
    assert set(settle([waive, back, waive]).waived) == {"9.1/value"}


def test_the_ledger_keeps_every_entry(tmp_path):
    """Entries of all kinds come back as they were written, with who and when."""
    entries = [
        Waive(**WHO, check="9.1/value", reason="handout"),
        Override(**WHO, student="a", task="9.1", points=1, reason="r"),
        Comment(**WHO, student="a", text="Line 1\nLine 2"),
        Extend(**WHO, student="a", until=DUE),
    ]
    ledger = open_ledger(tmp_path / "ledger.jsonl", writable=True)
    for entry in entries:
        ledger.add(entry)
    assert [entry for _, _, entry in ledger.records()] == entries
    ledger.close()


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2", DUE + dt.timedelta(days=2)),
        ("2026-11-20", dt.datetime(2026, 11, 20, 23, 59, 59, tzinfo=ZONE)),
        ("20261120", dt.datetime(2026, 11, 20, 23, 59, 59, tzinfo=ZONE)),
        ("2026-10-16", dt.datetime(2026, 10, 16, 23, 59, 59, tzinfo=ZONE)),
        ("2026-11-20T18:00", dt.datetime(2026, 11, 20, 18, 0, tzinfo=ZONE)),
        ("2026-11-20T18:00+00:00", dt.datetime(2026, 11, 20, 18, 0, tzinfo=dt.UTC)),
    ],
)
def test_an_extension_is_days_or_a_date(text, due):
    """A date means its whole day, in the zone of the due date unless it says another."""
    days, until = parse_extension(text, LESSON)
    assert due_date(LESSON, Extend(**WHO, student="a", days=days, until=until)) == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("17", "2026-11-02 23:59:00+01:00"),
        ("2026-11-02", "2026-11-02 23:59:59+01:00"),
        ("2026-11-02T18:00", "2026-11-02 18:00:00+01:00"),
        ("2026-10-20", "2026-10-20 23:59:59+02:00"),
    ],
)
def test_an_extension_past_the_end_of_summer_time_ends_by_the_clock(text, due):
    """With a zone, a day ends when the clocks there say so, whatever the offset of the due date is."""
    lesson = msgspec.structs.replace(LESSON, zone="Europe/Berlin")
    days, until = parse_extension(text, lesson)
    assert str(due_date(lesson, Extend(**WHO, student="a", days=days, until=until))) == due


@pytest.mark.parametrize(
    "text",
    ["366", "2026", "202611", "2025-11-20", "2028-01-01", "0001-01-01", "9999-12-31T23:59-09:00"],
)
def test_an_extension_that_cannot_be_meant_is_refused(text):
    """More than a year, or before the due date: the sentence says what is possible."""
    with pytest.raises(AuthorError, match="write 0 to 365 days"):
        parse_extension(text, LESSON)


def test_a_ledger_with_an_impossible_extension_is_a_sentence(tmp_path):
    """A line that no command writes is named by its place, before a sum with it goes wrong."""
    path = tmp_path / "ledger.jsonl"
    path.write_text(
        '{"type":"extend","when":"2026-10-16T23:59:00Z","by":"a","student":"ada","days":20261120}\n'
    )
    with pytest.raises(DeskError, match="damaged at byte 0"):
        decisions(path)


def test_an_extension_that_is_neither_is_refused():
    """The sentence shows what may be written."""
    with pytest.raises(AuthorError, match="write 2, 2026-11-20"):
        parse_extension("next week", LESSON)
