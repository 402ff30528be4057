"""The phrases that text and pages share, so that both say the same."""

from __future__ import annotations

from autograder.lesson import Lesson
from autograder.results import Finding, Report, TaskResult

# The state of a task is always a word; colour only repeats it.
STATES = {
    "passed": "ok",
    "failed": "FAIL",
    "unwritten": "todo",
    "stopped": "stop",
    "ungraded": "none",
}

NOT_WRITTEN = "Not written yet."
UNREADABLE = "Nothing could be checked."
REPAIR = "This one thing keeps every task at 0. Repair it, run pytest, and hand in again."
ALL_RIGHT = "Every task is right."
RUN_AGAIN = "To grade what we failed to grade, run the same command again."


def score_line(score: int | None, most: int) -> str:
    """Return "71 of 100", or "not graded yet" if a task is ungraded by our own fault."""
    return "not graded yet" if score is None else f"{score} of {most}"


def points_of(result: TaskResult) -> str:
    """Return "8/17", or "-/17" for a task that is not graded."""
    return f"{'-' if result.points is None else result.points}/{result.max}"


def suspicion(result: TaskResult) -> str:
    """Return which known mistake a failure behaves like, or "" if none does."""
    ids = " and ".join(result.misconceptions)
    if len(result.misconceptions) > 1:
        return f"known mistakes {ids} at once; yours gives what these two give in every check."
    return f"known mistake {ids}; yours gives what it gives in every check." if ids else ""


def place(finding: Finding) -> str:
    """Return "classification.py, line 22", as far as it is known."""
    parts = [finding.file or "", f"line {finding.line}" if finding.file and finding.line else ""]
    return ", ".join(part for part in parts if part)


def problem(report: Report) -> Finding:
    """Return why a hand-in cannot be graded, with the place where that is known."""
    findings = [result.finding for result in report.tasks if result.finding is not None]
    return findings[0] if findings else Finding(report.problem or "It could not be read.")


def hinted(report: Report, lesson: Lesson) -> list[TaskResult]:
    """Return the open tasks for which there is a hint: wrong ones first, none that was dropped."""
    there = {task.id for task in lesson.tasks}
    repair = [r for r in report.tasks if r.outcome in ("failed", "stopped") and r.id in there]
    return repair + [r for r in report.tasks if r.outcome == "unwritten" and r.id in there]


def headline(result: TaskResult) -> str:
    """Return the one sentence on what is wrong with a task."""
    return result.finding.headline if result.finding else result.note
