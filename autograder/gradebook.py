"""The ledger of what people decided, and the grades that come of reports and decisions.

The ledger (`ledger.jsonl`, made to be committed) is only ever added to: who, when, and why. Reports stay
as they were judged; decisions and the late policy are applied afterwards, and both scores are kept.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec

from autograder.errors import AuthorError
from autograder.growing import Lines
from autograder.lesson import Late, Lesson
from autograder.results import Report

LONGEST = 365  # days that an extension may have; more is a slip of the keyboard
END_OF_DAY = dt.time(23, 59, 59)


class _Entry(msgspec.Struct, frozen=True, kw_only=True):
    when: dt.datetime
    by: str


class Waive(_Entry, frozen=True, tag="waive"):
    """A group of checks counts as passed for everyone: "1.1/empty row"."""

    check: str
    reason: str


class Unwaive(_Entry, frozen=True, tag="unwaive"):
    """A waiver is taken back."""

    check: str
    reason: str = ""


class Override(_Entry, frozen=True, tag="override"):
    """A person set the points of one task of one student."""

    student: str
    task: str
    points: int
    reason: str


class Comment(_Entry, frozen=True, tag="comment"):
    """Words of a person for one student."""

    student: str
    text: str


class Extend(_Entry, frozen=True, tag="extend"):
    """A student's own due date: days more than the others, or a moment."""

    student: str
    days: Annotated[int, msgspec.Meta(ge=0, le=LONGEST)] | None = None
    until: Annotated[dt.datetime, msgspec.Meta(tz=True)] | None = None
    reason: str = ""


Entry = Waive | Unwaive | Override | Comment | Extend


class Decisions(msgspec.Struct, frozen=True):
    """What holds now, after all entries of a ledger; where two speak of the same, the later one."""

    waived: dict[str, Waive]
    overrides: dict[tuple[str, str], Override]
    comments: tuple[Comment, ...]
    extensions: dict[str, Extend]


class Grade(msgspec.Struct, frozen=True):
    """One student's grade. `raw` is what was judged, `adjusted` what counts; None is not graded yet.

    `days_late` counts days begun after the due date, grace and extension.
    """

    student: str
    raw: int | None
    adjusted: int | None
    max: int
    handed_in: dt.datetime | None = None
    days_late: int = 0
    overrides: tuple[Override, ...] = ()
    comments: tuple[str, ...] = ()


def open_ledger(path: Path, *, writable: bool) -> Lines[Entry]:
    """Open a ledger; read it with `decisions`."""
    return Lines(path, Entry, writable=writable)  # type: ignore[arg-type]


def decisions(path: Path) -> Decisions:
    """Return what the ledger at `path` says; nothing, if there is none."""
    if not path.exists():
        return settle(())
    ledger = open_ledger(path, writable=False)
    try:
        return settle(entry for _, _, entry in ledger.records())
    finally:
        ledger.close()


def settle(entries: Iterable[Entry]) -> Decisions:
    """Return what holds after these entries, in their order (never by the clock)."""
    waived: dict[str, Waive] = {}
    overrides: dict[tuple[str, str], Override] = {}
    comments: list[Comment] = []
    extensions: dict[str, Extend] = {}
    for entry in entries:
        match entry:
            case Waive():
                waived[entry.check] = entry
            case Unwaive():
                waived.pop(entry.check, None)
            case Override():
                overrides[entry.student, entry.task] = entry
            case Comment():
                comments.append(entry)
            case Extend():
                extensions[entry.student] = entry
    return Decisions(waived, overrides, tuple(comments), extensions)


def make_grade(
    report: Report, lesson: Lesson, decided: Decisions, *, handed_in: dt.datetime | None = None
) -> Grade:
    """Return the grade that a report comes to.

    Args:
        report: as it was judged, waivers included.
        lesson: with its due date and late policy.
        decided: what people decided.
        handed_in: when; None is taken as on time.
    """
    overrides = tuple(o for o in decided.overrides.values() if o.student == report.student)
    points = {task.id: task.points for task in report.tasks}
    points.update({override.task: override.points for override in overrides})
    whole = None if None in points.values() else sum(p for p in points.values() if p is not None)
    late = days_late(lesson, handed_in, decided.extensions.get(report.student))
    return Grade(
        student=report.student,
        raw=report.score,
        adjusted=None if whole is None else deduct(whole, late, lesson.late),
        max=report.max,
        handed_in=handed_in,
        days_late=late,
        overrides=overrides,
        comments=tuple(c.text for c in decided.comments if c.student == report.student),
    )


def due_date(lesson: Lesson, extension: Extend | None) -> dt.datetime | None:
    """Return until when a student may hand in, or None if there is no due date.

    Days more end at the same time of the clock, also where summer time begins or ends between.
    """
    if lesson.due is None or extension is None:
        return lesson.due
    if extension.until is not None:
        return extension.until
    clock = lesson.due.astimezone(lesson.clock).replace(tzinfo=None)
    return lesson.moment(clock + dt.timedelta(days=extension.days or 0))


def days_late(lesson: Lesson, handed_in: dt.datetime | None, extension: Extend | None) -> int:
    """Return the days begun after the due date; 0 within the grace period."""
    due = due_date(lesson, extension)
    if due is None or handed_in is None:
        return 0
    after = handed_in - due
    if after <= dt.timedelta(minutes=lesson.late.grace_minutes):
        return 0
    return math.ceil(after / dt.timedelta(days=1))


def deduct(score: int, days: int, policy: Late) -> int:
    """Return the score after the late policy, in whole points, half up; 0 beyond its last day."""
    if too_late(days, policy):
        return 0
    percent = max(0, 100 - policy.percent_per_day * days)
    return (2 * score * percent + 100) // 200


def too_late(days: int, policy: Late) -> bool:
    """Tell whether so many days begun are beyond the last day of the late policy."""
    return 0 < policy.max_days < days


def parse_extension(text: str, lesson: Lesson) -> tuple[int | None, dt.datetime | None]:
    """Read "2" as days; "2026-11-20", "20261120" or "2026-11-20T18:00" as a moment of the course's zone.

    Raises:
        AuthorError: if it is neither, if it is before the due date or more than a year after it, or if
            the lesson has no due date to extend.
    """
    if lesson.due is None:
        raise AuthorError(f"{lesson.key} has no due date: write `due` into its lesson.toml first.")
    if text.isdecimal() and len(text) < len("20261120"):
        days, until = int(text), None
        fits = days <= LONGEST
    else:
        days, until = None, _read_moment(text, lesson)
        fits = dt.timedelta() <= until - lesson.due <= dt.timedelta(days=LONGEST)
    if not fits:
        raise AuthorError(
            f"{text} is no extension of {lesson.due.isoformat(' ')}: write 0 to {LONGEST} days, or a "
            "date that comes after it, within a year."
        )
    return days, until


def _read_moment(text: str, lesson: Lesson) -> dt.datetime:
    try:
        return lesson.moment(dt.datetime.combine(dt.date.fromisoformat(text), END_OF_DAY))
    except ValueError:  # more than a date, or none
        pass
    try:
        until = dt.datetime.fromisoformat(text)
    except ValueError:
        raise AuthorError(
            f"{text!r} is neither a number of days nor a date: write 2, 2026-11-20 or "
            "2026-11-20T18:00."
        ) from None
    return until if until.tzinfo else lesson.moment(until)
