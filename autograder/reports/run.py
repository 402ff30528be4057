"""What a TA reads about a course run: what will be done, who changes, what a decision comes to."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from autograder.clean import clean_record
from autograder.reports.columns import cell, wrap
from autograder.reports.summary import Change
from autograder.results import Report

CHANGES_SHOWN = 40


def plan_text(observe: int, judge: int, unchanged: int) -> str:
    """Return what a run would do."""
    return "\n".join(
        [
            f"{observe:5}  to run and judge (new or changed)",
            f"{judge:5}  to judge again, no student code run",
            f"{unchanged:5}  unchanged",
        ]
    )


def changes_text(changes: Sequence[Change]) -> str:
    """Return who changes and by what; scores that would fall and are kept come last."""
    changes = sorted((clean_record(change) for change in changes), key=lambda c: c.student)
    moved = [change for change in changes if not change.held]
    held = [change for change in changes if change.held]
    up, down = (sum(sign * change.gain > 0 for change in moved) for sign in (1, -1))
    lines = []
    if moved:
        scores = "score changes" if up + down == 1 else "scores change"
        lines += [f"{up + down:5}  {scores}: {up} up, {down} down", *_rows(moved)]
    if held:
        fall = (
            "1 score would fall. It is"
            if len(held) == 1
            else f"{len(held)} scores would fall. They are"
        )
        lines += [
            *wrap(f"{fall} kept. To lower: finegrade grade with --allow-lower."),
            *_rows(held),
        ]
    return "\n".join(lines)


def _rows(changes: Sequence[Change]) -> list[str]:
    lines = [f"  {cell('student', 20)}  was  now  tasks"]
    for change in changes[:CHANGES_SHOWN]:
        first = f"  {cell(change.student, 20)}  {_score(change.was)}  {_score(change.now)}  "
        tasks = change.tasks or ("the hand-in as a whole",)
        lines += [
            row for n, task in enumerate(tasks) for row in wrap(task, " " * 34 if n else first)
        ]
    rest = len(changes) - CHANGES_SHOWN
    return [*lines, f"  and {rest} more"] if rest > 0 else lines


def _score(score: int | None) -> str:
    return "  -" if score is None else f"{score:3}"


def median_text(before: Sequence[Report], after: Sequence[Report]) -> str:
    """Return what a waiver, or taking one back, does to the middle of the scores."""
    return f"Median {_median(before)} -> {_median(after)}."


def _median(reports: Sequence[Report]) -> str:
    scores = [r.score for r in reports if r.gradable and r.score is not None]
    return f"{statistics.median(scores):g}" if scores else "-"


def compare_text(changes: Sequence[Change], alone: Sequence[Sequence[str]], same: int) -> str:
    """Return two gradings side by side.

    Args:
        changes: who differs, from the first to the second.
        alone: students of the first only, and of the second only.
        same: how many have the same results in both.
    """
    lines = [f"{same:5}  the same in both"]
    for where, students in zip(("first", "second"), alone, strict=True):
        if students:
            lines += wrap(", ".join(students), f"{len(students):5}  in the {where} only: ")
    text = changes_text(changes)
    return "\n".join([*lines, text] if text else lines)
