"""Reports as plain text: at most 80 columns, one fact a line, every state a word.

The words of ours are ASCII; names of people and the text of a lesson keep their letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from autograder.clean import clean_record
from autograder.lesson import Lesson
from autograder.reports.columns import cell, wrap
from autograder.reports.standing import Standing, as_judged, decided_lines
from autograder.reports.strip import strip_lines
from autograder.reports.summary import Summary, summarize
from autograder.reports.wording import (
    ALL_RIGHT,
    NOT_WRITTEN,
    REPAIR,
    RUN_AGAIN,
    STATES,
    UNREADABLE,
    hinted,
    place,
    points_of,
    problem,
    score_line,
    suspicion,
)
from autograder.results import Finding, Report, TaskResult

MOST_COMMON = 8
UNNAMED_SHOWN = 3
CONCERNS_SHOWN = 10


def feedback_text(report: Report, lesson: Lesson, standing: Standing | None = None) -> str:
    """Return all that one student reads about one hand-in.

    Args:
        report: as judged. It may hold tasks that the lesson does not have any more; of these no
            reason (`why`) and no hint is given.
        lesson: the lesson as it is now.
        standing: what counts, and why; without it, what was judged counts.
    """
    report, standing = clean_record(report), standing or as_judged(report)
    lines = [
        *wrap(f"Lesson {lesson.number}: {lesson.title}"),
        *wrap(report.student, "Student: "),
        f"Score: {score_line(standing.adjusted, report.max)}",
        *(line for words in decided_lines(standing) for line in wrap(words)),
        *(line for note in report.notes for line in wrap(f"Note: {note}")),
        "",
    ]
    if not report.gradable:
        return "\n".join([*lines, *_unreadable_lines(report)])
    done = [result for result in report.tasks if result.outcome == "passed"]
    first = [result for result in report.tasks if result.outcome not in ("passed", "unwritten")]
    lines += [_overview(result) for result in report.tasks]
    for result in (*first, *done):
        lines += ["", *_task_lines(result, lesson)]
    return "\n".join([*lines, "", *_what_next(report, lesson)]).rstrip()


def task_text(result: TaskResult, lesson: Lesson) -> str:
    """Return what a student reads about one task; a passed one says why it is right."""
    return "\n".join(_task_lines(clean_record(result), lesson))


def _task_lines(result: TaskResult, lesson: Lesson) -> list[str]:
    names = f"   [{'+'.join(result.misconceptions)}]" if result.misconceptions else ""
    head = f"{STATES[result.outcome]:4}  {result.id} {result.name}   {points_of(result)}{names}"
    lines = wrap(head, rest=" " * 6)
    if result.outcome == "passed":
        told = filter(None, (result.note, lesson.why(result.id)))
        return lines + [row for text in told for row in wrap(text)]
    if result.outcome == "unwritten":
        return [*lines, *wrap(NOT_WRITTEN)]
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
    if finding.strip is not None:
        lines += ["", *strip_lines(finding.strip), ""]
    return lines + (wrap(f"In {place(finding)}.") if finding.file else [])


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
    return [UNREADABLE, *_finding_lines(problem(report)), "", *wrap(REPAIR)]


def _overview(result: TaskResult) -> str:
    names = "+".join(result.misconceptions)
    row = f"  {STATES[result.outcome]:4}  {result.id:5}  {cell(result.name, 24)}"
    return f"{row}  {points_of(result):>7}   {cell(names, 28)}".rstrip()


def _what_next(report: Report, lesson: Lesson) -> list[str]:
    todo = [r for r in report.tasks if r.outcome == "unwritten"]
    lines = []
    if todo:
        lines += wrap("Not written yet: " + ", ".join(f"{r.id} {r.name}" for r in todo), rest="  ")
    if open_tasks := hinted(report, lesson):
        first = open_tasks[0]
        lines += wrap(f"Next: task {first.id}, {first.name}. For a hint:")
        lines += [f"  pytest {lesson.key} --hint"]
    return lines or ([ALL_RIGHT] if report.score == report.max else [])


def summary_text(reports: Sequence[Report], lesson: Lesson) -> str:
    """Return what a TA reads after a run."""
    summary = summarize([clean_record(report) for report in reports], lesson)
    parts = [_count_lines(summary, lesson), _mistake_lines(summary), _concern_lines(summary)]
    return "\n\n".join("\n".join(part) for part in parts if part)


def concerns_text(reports: Sequence[Report], lesson: Lesson) -> str:
    """Return every hand-in that a person should look at."""
    summary = summarize([clean_record(report) for report in reports], lesson)
    return "\n".join(_concern_lines(summary, shown=len(summary.concerns)))


def _count_lines(summary: Summary, lesson: Lesson) -> list[str]:
    graded = len(summary.scores)
    counts = [f"graded {graded} of {summary.hand_ins}", f"full marks {summary.full}"]
    if summary.unreadable:
        counts.append(f"cannot be graded {summary.unreadable}")
    if summary.ungraded:
        counts.append(f"not graded, our fault {summary.ungraded}")
    lines = [*wrap(f"{lesson.key}: {lesson.title}"), *wrap("   ".join(counts))]
    if graded:
        lines += wrap(
            f"Scores of {graded} (of {lesson.points} points): median {summary.median:g}, "
            f"mean {summary.mean:.1f}, lowest {summary.scores[0]}"
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
        lines.append(f"       and {len(summary.named) - len(shown)} more, on the course page")
    total = sum(row.count for row in summary.unnamed)
    lines.append(f"{total:5}  failures with no name{':' if total else ''}")
    for row in summary.unnamed[:UNNAMED_SHOWN]:
        lines += wrap(row.headline, f"{row.count:5}    in {row.task}  ")
    rest = sum(row.count for row in summary.unnamed[UNNAMED_SHOWN:])
    return [*lines, f"{rest:5}    in other ways, on the course page"] if rest else lines


def _concern_lines(summary: Summary, *, shown: int = CONCERNS_SHOWN) -> list[str]:
    lines = [f"Needs a person ({summary.people})"]
    for concern in summary.concerns[:shown]:
        lines += wrap(concern.why, f"  {cell(concern.student, 16)}  ", " " * 6)
        if concern.details:
            lines += wrap(concern.details, " " * 6)
    if len(summary.concerns) > shown:
        lines.append(f"  and {len(summary.concerns) - shown} more, on the course page")
    others = summary.people - len({concern.place for concern in summary.concerns})
    if others:
        lines.append(f"  {others} {'has' if others == 1 else 'have'} only failures with no name")
    if summary.ungraded:
        lines += wrap(RUN_AGAIN)
    return lines
