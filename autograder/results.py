"""What a grading says, as frozen records and as `finegrade/result/1` JSON."""

from __future__ import annotations

from typing import Literal

import msgspec

from autograder.clean import clean_record
from autograder.errors import JudgeError

SCHEMA = "finegrade/result/1"

Outcome = Literal["passed", "failed", "unwritten", "stopped", "ungraded"]


class Witness(msgspec.Struct, frozen=True):
    """A public, tiny input on which a known mistake shows: rendered in words, no hidden number."""

    input: str
    yours: str
    holds: str


class Strip(msgspec.Struct, frozen=True):
    """Which tokens of a public example the loss trains on, and which it should; one entry a token."""

    tokens: tuple[str, ...]
    got: tuple[bool, ...]
    want: tuple[bool, ...]


class Finding(msgspec.Struct, frozen=True):
    """Why a task is not full: one claim that does not hold, and what is known about it.

    Attributes:
        headline: what is observable, one sentence in the lesson's words.
        evidence: in which way it differs (never a hidden number), or "".
        file: the student's file, and `line` in it, where that is known.
        witness: the same mistake on a public input, for named mistakes.
        question: one question to think about, or "".
        strip: the tokens that a wrong mask trains on, on a public example.
    """

    headline: str
    evidence: str = ""
    file: str | None = None
    line: int | None = None
    witness: Witness | None = None
    question: str = ""
    strip: Strip | None = None


class TaskResult(msgspec.Struct, frozen=True):
    """One task of one hand-in.

    `points` is None only if the fault is ours (`ungraded`); `fault` then says to staff what broke.
    """

    id: str
    name: str
    points: int | None
    max: int
    outcome: Outcome
    misconceptions: tuple[str, ...] = ()
    groups_right: tuple[str, ...] = ()
    groups_wrong: tuple[str, ...] = ()
    finding: Finding | None = None
    note: str = ""
    fault: str = ""
    seconds: float = 0.0

    @property
    def message(self) -> str:
        """All that the student reads about this task, as one line of text."""
        if self.finding is None:
            return self.note
        found = self.finding
        where = f"In {found.file}, line {found.line}." if found.file and found.line else ""
        parts = [found.headline, found.evidence, where, self.note, found.question]
        return " ".join(part for part in parts if part)


def ungraded(task_id: str, name: str, points: int, why: str) -> TaskResult:
    """Return a task that our own fault left ungraded: no points, and never a zero."""
    note = "The checker failed; this is not about this hand-in. Staff have been told."
    return TaskResult(task_id, name, None, points, "ungraded", note=note, fault=why)


class Report(msgspec.Struct, frozen=True):
    """One graded hand-in. `score` is None if a task is ungraded, by our fault."""

    student: str
    lesson: str
    gradable: bool
    tier: str
    tasks: tuple[TaskResult, ...]
    seconds: float = 0.0
    problem: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def score(self) -> int | None:
        """Sum of the tasks' points."""
        points = [task.points for task in self.tasks]
        return None if None in points else sum(p for p in points if p is not None)

    @property
    def max(self) -> int:
        """Sum of the tasks' maxima."""
        return sum(task.max for task in self.tasks)


def check_graded(report: Report) -> None:
    """Check that there is an honest number to send to a platform.

    Raises:
        JudgeError: a task is ungraded, by our own fault.
    """
    broken = ", ".join(task.id for task in report.tasks if task.points is None)
    if broken:
        raise JudgeError(
            f"Task {broken} could not be graded, by our own fault, so there is no result to send. Run "
            "the same command again."
        )


def to_json(report: Report) -> bytes:
    """Return one line of `finegrade/result/1` (without the line end); its texts are cleaned."""
    report = clean_record(report)
    return msgspec.json.encode(
        {
            "schema": SCHEMA,
            "student": report.student,
            "lesson": report.lesson,
            "score": report.score,
            "max": report.max,
            "gradable": report.gradable,
            "tier": report.tier,
            "seconds": round(report.seconds, 3),
            "tasks": [
                {
                    "id": task.id,
                    "name": task.name,
                    "points": task.points,
                    "max": task.max,
                    "outcome": task.outcome,
                    "misconception": "+".join(task.misconceptions) or None,
                    "message": task.message,
                }
                for task in report.tasks
            ],
        }
    )
