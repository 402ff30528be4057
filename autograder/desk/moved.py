"""Students whose hand-in has another key now, which happens if a roster comes after the first import.

The journal keeps the report under the old key for ever. Beside that of the new key it would be a second
grade of one person.
"""

from __future__ import annotations

from collections import defaultdict

from autograder.clean import clean_name
from autograder.desk.opened import Desk
from autograder.intake.keeping import read_records
from autograder.intake.records import Record
from autograder.results import Report

SHOWN = 6  # names in the sentence


def present_reports(desk: Desk) -> tuple[list[Report], list[str]]:
    """Return the reports that stand without those under an old key, and a sentence about these."""
    moved = _find_moved(desk)
    reports = [report for report in desk.reports() if report.student not in moved]
    if not moved:
        return reports, []
    told = [f"{clean_name(old)} (now {clean_name(new)})" for old, new in moved.items()]
    more = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return reports, [
        f"Left out, for the hand-in has another name now: {', '.join(told[:SHOWN])}{more}. What was "
        "decided under an old name does not go along: decide it again."
    ]


def _find_moved(desk: Desk) -> dict[str, str]:
    """Return old key -> new key, sorted, of everybody who was taken in and graded under both.

    The folder of the old one must be gone and that of the new one be there, so that nobody is left
    out on account of the records alone.
    """
    graded = set(desk.students())
    there = {student for student in graded if (desk.paths.hand_ins / student).is_dir()}
    records = read_records(desk.paths.root) if there != graded else ()
    present: dict[object, list[Record]] = defaultdict(list)
    for record in records:
        if record.student in there:
            for mark in _marks(record):
                present[mark].append(record)
    moved = {
        old.student: new.student
        for old in records
        if old.student in graded - there
        for mark in _marks(old)
        for new in present[mark]
        if old.student not in new.partners and new.student not in old.partners
    }
    return dict(sorted(moved.items()))


def _marks(record: Record) -> list[object]:
    """Return what two records of one person share; partners, who are two, may share it as well."""
    attempt = (record.platform, record.label, record.digest)
    return [attempt, record.person.number] if record.person.number else [attempt]
