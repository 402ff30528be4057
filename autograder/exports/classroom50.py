"""Results for Classroom 50: what its runner takes from an autograder, and its gradebook filled in.

All numbers are whole. In `result.json` the runner itself stamps `owner`, `assignment_type` and who
submitted. An entry of `scores.json` that carries `override` is kept by every later collection.

Source: the autograder documentation and `schemas/{result,scores}-v1.schema.json` of
foundation50/classroom50.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from autograder.clean import clean_record
from autograder.errors import AuthorError
from autograder.exports.rows import Handback, Row, pair
from autograder.results import Report, check_graded

SCHEMA = "classroom50/result/v1"


class Classroom(msgspec.Struct, frozen=True):
    """What the runner says about the submission, and when its commit was made."""

    classroom: str
    assignment: str
    submission: str
    commit: str
    release: str
    review: str
    when: dt.datetime


def read_environment(environment: Mapping[str, str], *, when: dt.datetime) -> Classroom:
    """Return what the runner's environment variables say.

    Raises:
        AuthorError: one is missing: this does not run in Classroom 50.
    """
    names = ("CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL", "REVIEW_URL")
    missing = [name for name in names if not environment.get(name)]
    if missing:
        raise AuthorError(
            f"{', '.join(missing)} is not set: this file is made inside Classroom 50's runner."
        )
    return Classroom(*(environment[name] for name in names), when=when)


def to_classroom50(report: Report, classroom: Classroom) -> dict[str, Any]:
    """Return the content of `result.json`.

    Args:
        report: the graded hand-in.
        classroom: where and what was submitted.

    Raises:
        JudgeError: a task is ungraded by our own fault: a run that leaves no result is run again.
        AuthorError: the submission is none of Classroom 50's tags.
    """
    check_graded(report)
    if not classroom.submission.startswith("submit/"):
        raise AuthorError(
            f"{classroom.submission!r} is no submission: its tags begin with submit/."
        )
    return {
        "schema": SCHEMA,
        "classroom": classroom.classroom,
        "assignment": classroom.assignment,
        "submission": classroom.submission,
        "commit": classroom.commit,
        "release": classroom.release,
        "review": classroom.review,
        "datetime": f"{classroom.when.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "score": report.score,
        "max-score": report.max,
        "tests": [
            {
                "test-name": f"{task.id} {task.name}",
                "passed": task.outcome == "passed",
                "score": task.points,
                "max-score": task.max,
                "message": task.message,
            }
            for task in clean_record(report).tasks
        ],
    }


def to_classroom50_scores(rows: Sequence[Row], template: bytes, *, assignment: str) -> Handback:
    """Return the classroom's own `scores.json` with the newest submission of each student graded.

    Args:
        rows: the grades.
        template: the file as it is in the classroom's repository.
        assignment: the assignment's slug.

    Raises:
        AuthorError: it is no such file, or has no such assignment.
    """
    scores = _scores(template)
    bucket = scores["assignments"].get(assignment)
    if not isinstance(bucket, dict) or not isinstance(bucket.get("entries"), list):
        known = ", ".join(sorted(scores["assignments"])) or "none"
        raise AuthorError(f"scores.json has no assignment {assignment!r}; it has: {known}.")
    entries = [entry for entry in bucket["entries"] if entry.get("submissions")]
    whose = pair(entries, rows, [(_owner, lambda row: row.logins)])
    filled, blank = [], []
    for position, entry in enumerate(entries):
        row = whose.get(position)
        if row is None or row.adjusted is None:
            blank.append(str(entry.get("owner", "?")))
            continue
        entry["submissions"][0].update(_graded(row))
        entry["override"] = True
        filled.append(row.student)
    known_rows = {row.student for row in whose.values()}
    return Handback(
        (json.dumps(scores, indent=2, ensure_ascii=False) + "\n").encode(),
        tuple(filled),
        tuple(blank),
        tuple(row.student for row in rows if row.student not in known_rows),
    )


def _scores(template: bytes) -> dict[str, Any]:
    try:
        scores = json.loads(template)
    except (ValueError, RecursionError):
        scores = None
    if not isinstance(scores, dict) or not isinstance(scores.get("assignments"), dict):
        raise AuthorError(
            "This is not the scores.json of a classroom: give the file of the classroom's folder in "
            "Classroom 50's repository as --template."
        )
    return scores


def _owner(entry: dict[str, Any]) -> set[str]:
    return {str(entry.get("owner", "")).casefold()} - {""}


def _graded(row: Row) -> dict[str, Any]:
    tests = [
        {"test-name": task, "passed": points == most, "score": points, "max-score": most}
        for task, points, most in row.tasks
        if points is not None
    ]
    return {"score": row.adjusted, "max-score": row.max, "tests": tests}
