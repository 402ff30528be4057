"""Results for Autolab: the last line of an autograder's output, and files for its bulk import.

Autolab has named problems, each with a score of its own, and adds them up. What counts here is one
number (after rulings and lateness), so it goes to one problem.

Source: Autolab's documentation (`docs/lab.md`, "Formatted feedback") and
`app/controllers/assessment/grading.rb`, `assessment_autograde_core.rb` of its source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from autograder.exports.rows import Handback, Row, graded, guard
from autograder.exports.sheets import table
from autograder.results import Report, check_graded

PROBLEM = "total"  # what the assessment has to call its one problem


def to_autolab(report: Report) -> str:
    """Return what an autograder prints: how each task went, and last of all the score.

    Raises:
        JudgeError: a task is ungraded by our own fault.
    """
    check_graded(report)
    stage = {task.id: {"passed": task.outcome == "passed", "hint": ""} for task in report.tasks}
    order = [task.id for task in report.tasks]
    shown = {
        "_presentation": "semantic",
        "stages": ["Tasks"],
        "Tasks": {**stage, "_order": order},
    }
    return "\n".join([json.dumps(shown), json.dumps({"scores": {PROBLEM: report.score}})]) + "\n"


def to_autolab_scores(rows: Sequence[Row]) -> Handback:
    """Return the file for Bulk Import Grades, kind "scores": address and score, without titles.

    The assessment must have one problem: the columns are its problems, in its order.
    """
    return _bulk(rows, lambda row: str(row.adjusted))


def to_autolab_feedback(rows: Sequence[Row]) -> Handback:
    r"""Return the file for Bulk Import Grades, kind "feedback".

    Autolab reads a backslash with n or t behind it as a line end or a tab. So these are written that
    way, and a blank goes behind a backslash that was in the text.
    """
    return _bulk(rows, lambda row: guard(_one_line(row.feedback)))


def _one_line(text: str) -> str:
    plain = re.sub(r"\\(?=[nt])", r"\\ ", text)
    return plain.replace("\r", "").replace("\t", "\\t").replace("\n", "\\n")


def _bulk(rows: Sequence[Row], cell: Callable[[Row], str]) -> Handback:
    sent = [row for row in graded(rows) if row.address]
    done = {row.student for row in sent}
    return Handback(
        table([(row.address, cell(row)) for row in sent]).encode(),
        tuple(row.student for row in sent),
        blank=tuple(row.student for row in rows if row.adjusted is None),
        unknown=tuple(r.student for r in graded(rows) if r.student not in done),
    )
