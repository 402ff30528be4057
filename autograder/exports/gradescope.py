"""A report as Gradescope's `results.json`: one test for each task, in words that students may read.

Source: Gradescope's autograder documentation, "Autograder Specifications", sections "Output Format"
and "Submission Metadata".
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from autograder.clean import clean_record
from autograder.exports.rows import Handback, Row
from autograder.results import Report, TaskResult, check_graded

Words = Callable[[TaskResult], str]
STATUS = {"passed": "passed"}


def to_gradescope(
    report: Report,
    *,
    words: Words = lambda task: task.message,
    metadata: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the content of `results.json`.

    Args:
        report: the graded hand-in.
        words: what its student reads about one task.
        metadata: the platform's `submission_metadata.json`. A hand-in that cannot be graded keeps
            the score that the student has there, since it is no attempt.

    Raises:
        JudgeError: if a task is ungraded by our own fault. There is no honest number to send then:
            without a results file the platform says that the autograder failed, and keeps no zero.
    """
    check_graded(report)
    report = clean_record(report)
    standing = None if report.gradable else standing_score(metadata or {}) or None
    result: dict[str, Any] = {
        "score": report.score if standing is None else standing,
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "execution_time": round(report.seconds, 3),
        "tests": [_test(task, words(task)) for task in report.tasks],
        "extra_data": {"lesson": report.lesson, "tier": report.tier, "gradable": report.gradable},
    }
    output = _output(report, standing)
    return {**result, "output": output, "output_format": "text"} if output else result


def standing_score(metadata: Mapping[str, Any]) -> float | None:
    """Return the score of the student's last submission that was graded, or None if none was."""
    graded = [
        submission
        for submission in metadata.get("previous_submissions") or []
        if not submission.get("autograder_error") and submission.get("score") is not None
    ]
    if not graded:
        return None
    return float(max(graded, key=lambda submission: submission["submission_time"])["score"])


def _output(report: Report, standing: float | None) -> str:
    """Return what concerns the hand-in as a whole: why it cannot be read, and how it was read."""
    lines = [report.problem] if report.problem else []
    if standing is not None:
        lines.append(f"The {standing:g} points of your last hand-in stand.")
    return "\n".join([*lines, *(f"Note: {note}" for note in report.notes)])


def _test(task: TaskResult, output: str) -> dict[str, Any]:
    return {
        "name": task.name,
        "number": task.id,
        "score": task.points,
        "max_score": task.max,
        "status": STATUS.get(task.outcome, "failed"),
        "output": output,
        "output_format": "text",
        "visibility": "visible",
        "tags": [task.outcome, *task.misconceptions],
    }


def to_gradescope_zip(reports: Sequence[Report], rows: Sequence[Row], *, words: Words) -> Handback:
    """Return a zip with a `results.json` for each submission, below the name that the export gave it.

    The points are those that count, also where rulings or lateness changed them. A submission of
    several has one result there, which all of them read; if they do not get the same, it is left out.

    Args:
        reports: as judged.
        rows: the grades of the same students.
        words: what a student reads about one task.
    """
    by_student = {row.student: row for row in rows}
    submissions: dict[str, dict[str, dict[str, Any]]] = {}
    filled, blank, notes = [], [], []
    for report in reports:
        row = by_student.get(report.student)
        if row is None or row.adjusted is None:
            blank.append(report.student)
            continue
        folder = row.label if row.platform == "gradescope" and row.label else row.student
        submissions.setdefault(folder, {})[report.student] = _counted(report, row, words)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, results in submissions.items():
            first, *others = results.values()
            if any(_shown(other) != _shown(first) for other in others):
                blank += results
                notes.append(_unequal(folder, results))
                continue
            info = zipfile.ZipInfo(f"{folder}/results.json", (1980, 1, 1, 0, 0, 0))
            archive.writestr(info, json.dumps(first, indent=1))
            filled += results
    return Handback(buffer.getvalue(), tuple(filled), tuple(blank), notes=tuple(notes))


def _counted(report: Report, row: Row, words: Words) -> dict[str, Any]:
    """Return the content of `results.json` with the points that count, and why they do."""
    given = {task: points for task, points, _ in row.tasks}
    tasks = [msgspec.structs.replace(t, points=given.get(t.id, t.points)) for t in report.tasks]
    counting = msgspec.structs.replace(report, tasks=tuple(tasks))
    content = {**to_gradescope(counting, words=words), "score": row.adjusted}
    if row.decided:
        content["output"] = "\n".join([*row.decided, content.get("output", "")]).rstrip()
        content["output_format"] = "text"
    return content


def _shown(content: Mapping[str, Any]) -> list[Any]:
    """Return what a student sees of a result; partners' results differ in the seconds at least."""
    return [content.get(key) for key in ("score", "output", "tests")]


def _unequal(folder: str, results: Mapping[str, Mapping[str, Any]]) -> str:
    grades = ", ".join(f"{who} ({content['score']} points)" for who, content in results.items())
    return (
        f"{folder} is left out: its partners do not get the same points and words, and Gradescope "
        f"has one result for all of them. Enter by hand: {grades}."
    )
