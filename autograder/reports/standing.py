"""What counts of a hand-in and why, in the same words for students, staff and platforms."""

from __future__ import annotations

import datetime as dt

import msgspec

from autograder.clean import clean_block, clean_prose
from autograder.results import Report


class Standing(msgspec.Struct, frozen=True):
    """What a grade is made of.

    Attributes:
        handed_in: when; None if nobody knows.
        days_late: days begun after the due date.
        raw: points that were judged; None if the fault was ours.
        adjusted: points that count.
        lines: words on overrides, lateness and comments, as students read them.
        by: who set points by hand; for staff only.
    """

    handed_in: dt.datetime | None
    days_late: int
    raw: int | None
    adjusted: int | None
    lines: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


def as_judged(report: Report) -> Standing:
    """Return the standing of a hand-in that nobody decided anything about."""
    return Standing(None, 0, report.score, report.score)


def decided_lines(standing: Standing) -> list[str]:
    """Return what was judged and what counts where the two differ, and what was decided and why."""
    differs = standing.raw != standing.adjusted
    lines = [f"{_judged(standing.raw)}, counts as {_points(standing.adjusted)}."] if differs else []
    return [*lines, *map(clean_block, standing.lines)]


def staff_lines(standing: Standing) -> list[str]:
    """Return when a hand-in came and who set points of it, as far as that is known."""
    by = clean_prose(", ".join(dict.fromkeys(standing.by)))
    lines = [_handed_in(standing).capitalize(), f"Points set by {by}." if by else ""]
    return [line for line in lines if line]


def _handed_in(standing: Standing) -> str:
    """Return "handed in 2026-11-20 23:41, on time", or "" if nobody knows when."""
    if standing.handed_in is None:
        return ""
    late = days_late_words(standing.days_late) if standing.days_late else "on time"
    return f"handed in {standing.handed_in:%Y-%m-%d %H:%M}, {late}"


def days_late_words(days: int) -> str:
    """Return "1 day late", "2 days late"."""
    return f"{days} day{'' if days == 1 else 's'} late"


def _judged(score: int | None) -> str:
    return "Not judged, by our own fault" if score is None else f"Judged {_points(score)}"


def _points(score: int | None) -> str:
    return "not graded" if score is None else f"{score} point{'' if score == 1 else 's'}"
