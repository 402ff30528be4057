"""Results for PrairieLearn: the file that an external grader leaves, and scores to upload.

Source: PrairieLearn's documentation on external grading, and `lib/score-upload.ts` of its source.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from autograder.clean import clean_record
from autograder.errors import AuthorError
from autograder.exports.rows import Handback, Row, graded, guard
from autograder.exports.sheets import table
from autograder.results import Report, TaskResult, check_graded

MAX_RESULT = 1_000_000  # bytes that PrairieLearn reads of a results.json
INSTANCE = "1"  # of an assessment that students take once
_SHORT = 2000  # characters of one task's words in a result that would be too large


def to_prairielearn(
    report: Report, *, words: Callable[[TaskResult], str] = lambda task: task.message
) -> dict[str, Any]:
    """Return the content of `/grade/results/results.json`.

    A hand-in that cannot be read is `gradable: false`, which costs its student no attempt.

    Raises:
        JudgeError: a task is ungraded by our own fault; there is no honest number to send then.
    """
    check_graded(report)
    report = clean_record(report)
    notes = "\n".join(f"Note: {note}" for note in report.notes)
    if not report.gradable:
        problem = report.problem or "This hand-in cannot be read."
        return {"gradable": False, "format_errors": [problem], "message": notes}
    result = _result(report, words, notes)
    if len(json.dumps(result).encode()) > MAX_RESULT:
        return _result(report, lambda task: words(task)[:_SHORT], notes)
    return result


def _result(report: Report, words: Callable[[TaskResult], str], notes: str) -> dict[str, Any]:
    return {
        "gradable": True,
        "score": (report.score or 0) / report.max,
        "message": notes,
        "tests": [
            {
                "name": f"{task.id} {task.name}",
                "points": task.points,
                "max_points": task.max,
                "message": words(task),
            }
            for task in report.tasks
        ],
    }


def to_prairielearn_scores(rows: Sequence[Row], *, qid: str | None = None) -> Handback:
    """Return the CSV to upload: scores of the assessment, or of one question with feedback.

    Args:
        rows: the grades.
        qid: the question; None gives total scores of the assessment.

    Raises:
        AuthorError: nobody's address is known: PrairieLearn calls students by it.
    """
    sent = [row for row in graded(rows) if row.address]
    if rows and not sent:
        raise AuthorError(
            "No student's address is known, and PrairieLearn calls students by it. Take the hand-ins "
            "in with --roster FILE, a CSV with the columns id and email."
        )
    if qid is None:
        lines = [("uid", "instance", "points")]
        lines += [(row.address, INSTANCE, str(row.adjusted)) for row in sent]
    else:
        lines = [("uid", "instance", "qid", "points", "feedback")]
        lines += [
            (row.address, INSTANCE, qid, str(row.adjusted), guard(row.feedback)) for row in sent
        ]
    done = {row.student for row in sent}
    return Handback(
        table(lines).encode(),
        tuple(row.student for row in sent),
        blank=tuple(row.student for row in rows if row.adjusted is None),
        unknown=tuple(r.student for r in graded(rows) if r.student not in done),
        notes=tuple(_most(rows)),
    )


def _most(rows: Sequence[Row]) -> list[str]:
    most = max((row.max for row in rows), default=0)
    return [f"The points are of {most}: give the question or assessment that many in PrairieLearn."]
