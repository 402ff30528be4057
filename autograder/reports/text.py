"""Reports as plain text: at most 80 columns, one fact a line, every state a word.

The words of ours are ASCII; names of people and the text of a lesson keep their letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from autograder.lesson import Lesson, Task
from autograder.reports.clean import clean_report
from autograder.reports.columns import cell, wrap
from autograder.reports.summary import STATES, Summary, summarize
from autograder.results import Finding, Report, TaskResult

MOST_COMMON = 8
UNNAMED_SHOWN = 3
LOOKS_LIKE = "known mistake {ids}. Yours gives what this one gives, in every check."
LOOK_LIKE = "known mistakes {ids} at once. Yours gives what these two give, in every check."


def score_line(report: Report) -> str:
    """Return "71 of 100", or "not graded yet" if a task is ungraded by our own fault."""
    return "not graded yet" if report.score is None else f"{report.score} of {report.max}"


def points_of(result: TaskResult) -> str:
    """Return "8/17", or "-/17" for a task that is not graded."""
    return f"{'-' if result.points is None else result.points}/{result.max}"


def suspicion(result: TaskResult) -> str:
    """Return which known mistake a failure behaves like, or "" if none does."""
    ids = result.misconceptions
    words = LOOKS_LIKE if len(ids) == 1 else LOOK_LIKE
    return words.format(ids=" and ".join(ids)) if ids else ""


def feedback_text(report: Report, lesson: Lesson) -> str:
    """Return all that one student reads about one hand-in."""
    report = clean_report(report)
    lines = [
        *wrap(f"Lesson {lesson.number}: {lesson.title}"),
        *wrap(f"{report.student}: {score_line(report)}"),
        *(line for note in report.notes for line in wrap(f"Note: {note}")),
        "",
    ]
    if not report.gradable:
        return "\n".join([*lines, *_unreadable_lines(report)])
    lines += [_overview(result) for result in report.tasks]
    for result in report.tasks:
        if result.outcome != "unwritten":
            lines += ["", *task_lines(result, lesson.find(result.id))]
    return "\n".join([*lines, "", *_what_next(report, lesson)])


def task_lines(result: TaskResult, task: Task) -> list[str]:
    """Return what a student reads about one task (texts must be clean).

    Args:
        result: how the task went.
        task: the task; its `why` is shown once it is passed.
    """
    names = f"   [{'+'.join(result.misconceptions)}]" if result.misconceptions else ""
    head = f"{STATES[result.outcome]:4}  {result.id} {result.name}   {points_of(result)}{names}"
    lines = wrap(head, rest=" " * 6)
    if result.outcome == "passed":
        return [*lines, *wrap(result.note), *wrap(task.why)] if result.note else [
            *lines, *wrap(task.why)
        ]  # fmt: skip
    if result.outcome == "unwritten":
        return [*lines, *wrap("Not written yet.")]
    if result.finding is not None:
        lines += _finding_lines(result.finding)
    lines += wrap(result.note) if result.note else []
    if result.outcome == "failed":
        lines += _reasons(result)
    return lines


def _finding_lines(finding: Finding) -> list[str]:
    lines = wrap(finding.headline)
    if finding.evidence:
        lines += wrap(finding.evidence)
    if finding.witness is not None:
        witness = finding.witness
        lines += ["", *wrap(witness.input, "  input   "), *wrap(witness.yours, "  yours   ")]
        lines += [*wrap(witness.holds, "  holds   "), ""]
    return lines + (wrap(f"In {place(finding)}.") if finding.file else [])


def place(finding: Finding) -> str:
    """Return "classification.py, line 22", as far as it is known."""
    return f"{finding.file}, line {finding.line}" if finding.line else f"{finding.file}"


def _reasons(result: TaskResult) -> list[str]:
    """Return which groups of checks hold and which do not, the suspicion, and the question."""
    lines = []
    if result.groups_right:
        lines += wrap(", ".join(result.groups_right), "passes: ")
    if result.groups_wrong:
        lines += wrap(", ".join(result.groups_wrong), "fails:  ")
    if result.misconceptions:
        lines += wrap(suspicion(result), "Looks like: ", "  ")
    if result.finding and result.finding.question:
        lines += wrap(result.finding.question, "Question: ", "  ")
    return lines


def _unreadable_lines(report: Report) -> list[str]:
    finding = problem(report)
    return [
        "Nothing could be checked:",
        *_finding_lines(finding),
        "",
        *wrap("This one thing keeps every task at 0. Repair it, run pytest, and hand in again."),
    ]


def problem(report: Report) -> Finding:
    """Return why a hand-in cannot be graded, with the place where that is known."""
    findings = [result.finding for result in report.tasks if result.finding is not None]
    return findings[0] if findings else Finding(report.problem or "It could not be read.")


def _overview(result: TaskResult) -> str:
    names = "+".join(result.misconceptions)
    row = f"  {STATES[result.outcome]:4}  {result.id:4}  {cell(result.name, 24)}"
    return f"{row}  {points_of(result):>7}   {cell(names, 30)}".rstrip()


def _what_next(report: Report, lesson: Lesson) -> list[str]:
    repair = [r for r in report.tasks if r.outcome in ("failed", "stopped")]
    todo = [r for r in report.tasks if r.outcome == "unwritten"]
    lines = []
    if todo:
        lines += wrap("Not written yet: " + ", ".join(f"{r.id} {r.name}" for r in todo), rest="  ")
    if repair or todo:
        first = (repair or todo)[0]
        lines += wrap(f"Next: task {first.id}, {first.name}. For a hint:")
        lines += [f"  pytest {lesson.key} --hint"]
    return lines or (["Every task is right."] if report.score == report.max else [])


def summary_text(reports: Sequence[Report], lesson: Lesson) -> str:
    """Return what a TA reads after a run."""
    summary = summarize([clean_report(report) for report in reports], lesson)
    parts = [_count_lines(summary, lesson), _mistake_lines(summary), _concern_lines(summary)]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _count_lines(summary: Summary, lesson: Lesson) -> list[str]:
    graded = len(summary.scores)
    counts = [
        f"graded {graded} of {summary.hand_ins}",
        f"full marks {summary.full}",
        f"cannot be graded {summary.unreadable}",
        f"not graded, our fault {summary.ungraded}",
    ]
    lines = [*wrap(f"{lesson.key}: {lesson.title}"), *wrap("   ".join(counts))]
    if graded:
        lines += wrap(
            f"Scores (of {lesson.points}): median {summary.median:g}, mean {summary.mean:.1f}, "
            f"lowest {summary.scores[0]}"
        )
    return lines


def _mistake_lines(summary: Summary) -> list[str]:
    if not summary.named and not summary.unnamed:
        return []
    shown = summary.named[:MOST_COMMON]
    width = max((len(row.id) for row in shown), default=0)
    lines = ["Most common misconceptions"]
    for row in shown:
        lines += wrap(row.sentence, f"{row.count:5}  {row.id:{width}}  ")
    if len(summary.named) > len(shown):
        lines.append(f"       and {len(summary.named) - len(shown)} more ids, on the course page")
    total = sum(row.count for row in summary.unnamed)
    lines.append(f"{total:5}  failures with no name{':' if total else ''}")
    for row in summary.unnamed[:UNNAMED_SHOWN]:
        lines += wrap(f"{row.headline}", f"{'':5}  {row.count} in {row.task}  ")
    return lines


def _concern_lines(summary: Summary) -> list[str]:
    if not summary.concerns:
        return ["Needs a person (0)"]
    people = len({concern.place for concern in summary.concerns})
    lines = [f"Needs a person ({people})"]
    for concern in summary.concerns:
        lines += wrap(f"{cell(concern.student, 16).rstrip()}  {concern.why}", "  ", " " * 6)
        if concern.details:
            lines += wrap(concern.details, " " * 6)
    if summary.ungraded:
        lines += ["To grade what we failed to grade, run the same command again."]
    return lines
