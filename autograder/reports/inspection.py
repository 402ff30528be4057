"""What staff read about one hand-in, and about failures that nobody has named. Numbers are shown here.

None of this is for students: what was observed on hidden inputs stands in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from autograder.clean import clean_block, clean_prose, clean_record
from autograder.lesson import Lesson
from autograder.observation import Array, Odd, Raised, Stop, Value
from autograder.reports.columns import wrap
from autograder.reports.text import feedback_text, task_lines
from autograder.results import Report, TaskResult

NUMBERS_SHOWN = 6
NAMES_SHOWN = 12


class Standing(msgspec.Struct, frozen=True):
    """What a grade is made of; `lines` are words on lateness, overrides and comments."""

    handed_in: dt.datetime | None
    days_late: int
    raw: int | None
    adjusted: int | None
    lines: tuple[str, ...] = ()


class Cluster(msgspec.Struct, frozen=True):
    """Failures of one task that nobody has named and that behave alike in every case.

    `free` is a misconception id that is not in use.
    """

    task: str
    function: str
    students: tuple[str, ...]
    headline: str
    evidence: str
    free: str


def inspect_text(
    report: Report, lesson: Lesson, standing: Standing, result: TaskResult | None
) -> str:
    """Return a hand-in's findings, or those of one task, as its student reads them, under its grade."""
    when = handed_in_words(standing)
    lines = wrap(", ".join(filter(None, [clean_record(report).student, lesson.key, when])))
    if decided := decided_words(standing):
        lines.append(decided)
    for words in standing.lines:
        lines += wrap(clean_prose(words), "  ")
    if result is None:
        return "\n".join([*lines, "", feedback_text(report, lesson)])
    return "\n".join([*lines, *task_lines(result, lesson.find(result.id))])


def handed_in_words(standing: Standing) -> str:
    """Return "handed in 2026-11-20 23:41, on time", or "" if nobody knows when."""
    if standing.handed_in is None:
        return ""
    days = f"{standing.days_late} day{'' if standing.days_late == 1 else 's'} late"
    late = days if standing.days_late else "on time"
    return f"handed in {standing.handed_in:%Y-%m-%d %H:%M}, {late}"


def decided_words(standing: Standing) -> str:
    """Return what was judged and what counts, or "" if nobody decided anything."""
    if standing.raw == standing.adjusted and not standing.lines:
        return ""
    return f"Judged {_points(standing.raw)}, counts as {_points(standing.adjusted)}."


def _points(score: int | None) -> str:
    return "not graded" if score is None else f"{score} points"


def observed_text(
    cases: Mapping[str, Mapping[str, Value]], differs: Mapping[tuple[str, str], str]
) -> str:
    """Return what the probes recorded of one task, case by case.

    Args:
        cases: case -> name of what was recorded -> value.
        differs: (case, name) -> how that differs from the reference.
    """
    lines = ["What was observed (hidden inputs: for staff only)"]
    for case, values in cases.items():
        lines.append(f"  {clean_block(case)}")
        for key, value in values.items():
            lines += wrap(f"{clean_block(key)}: {describe(value)}", " " * 4, " " * 8)
            if (case, key) in differs:
                lines += wrap(differs[case, key], " " * 6 + "differs: ", " " * 8)
    return "\n".join(lines)


def stop_text(stop: Stop) -> str:
    """Return how a worker ended that was stopped."""
    place = f" in {clean_block(stop.file)}, line {stop.line}" if stop.file else ""
    return f"The worker was stopped ({stop.kind}){place}; nothing was observed."


def describe(value: Value) -> str:
    """Return a recorded value in a few words."""
    if isinstance(value, Array):
        numbers = value.numpy().reshape(-1)
        shown = " ".join(f"{number:.5g}" for number in numbers[:NUMBERS_SHOWN].tolist())
        more = " ..." if numbers.size > NUMBERS_SHOWN else ""
        return f"{value.dtype} {value.shape}: {shown}{more}"
    if isinstance(value, Raised):
        place = f" at {value.file}, line {value.line}" if value.file else ""
        return clean_block(f"raised {value.kind}{place}: {value.text}")
    if isinstance(value, Odd):
        return clean_block(f"a {value.kind}")
    return clean_block(value if isinstance(value, str) else repr(value))


def printed_text(printed: Mapping[str, str], *, same: bool) -> str:
    """Return what a hand-in printed when it was run again, and whether it did the same as before."""
    did = "It did what it did when it was graded."
    if not same:
        did = "It did something else than when it was graded: it does not always do the same."
    lines = [*wrap(f"Run again. {did}"), *([] if printed else ["It printed nothing."])]
    for case, text in printed.items():
        lines += [f"  {clean_block(case)} printed", *wrap(clean_block(text), "    | ", "    | ")]
    return "\n".join(lines)


def alike_text(result: TaskResult, students: Sequence[str]) -> str:
    """Return who else has the same finding in a task."""
    ids = "+".join(result.misconceptions) or "the same unnamed finding"
    count = f"{len(students)} other{'' if len(students) == 1 else 's'}"
    lines = wrap(f"{result.id} {result.name}: {count} with {ids}")
    return "\n".join([*lines, *(wrap(_names(students), "  ") if students else [])])


def clusters_text(clusters: Sequence[Cluster], lesson: Lesson) -> str:
    """Return the failures without a name, the most common first, and how each gets one."""
    if not clusters:
        return "Every failure has a name."
    lines = []
    for cluster in clusters:
        lines += wrap(
            f"{cluster.task} {cluster.function}: {cluster.headline}", f"{len(cluster.students):5}  "
        )
        lines += wrap(cluster.evidence, " " * 7) if cluster.evidence else []
        lines += wrap(_names(cluster.students), " " * 7)
        lines += wrap(
            f"To name it: solutions/{lesson.key}/wrong/{cluster.function}__A_FEW_WORDS.py, with "
            f"that function as {cluster.students[0]} wrote it and a docstring that begins "
            f'"{cluster.free}: ..."; then finegrade check {lesson.key} --task {cluster.task}',
            " " * 7,
        )
        lines.append("")
    return "\n".join(lines).rstrip()


def _names(students: Sequence[str]) -> str:
    rest = len(students) - NAMES_SHOWN
    return ", ".join(students[:NAMES_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
