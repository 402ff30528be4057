"""Who, why, who else: what is known about a hand-in, from what is kept of a course run."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from autograder import gradebook
from autograder.answers import AnswerKey
from autograder.authoring.variants import load_wrong
from autograder.desk.evidence import unpack
from autograder.desk.keys import trace_key
from autograder.desk.opened import Desk
from autograder.desk.session import Session
from autograder.errors import AuthorError, SubmissionError
from autograder.intake.times import read_times
from autograder.judge.compare import difference
from autograder.judge.diagnose import same
from autograder.judge.verdict import Evidence
from autograder.lesson import Course, Late, Lesson, Task
from autograder.observation import Observation
from autograder.reports.inspection import Cluster
from autograder.reports.standing import Standing, days_late_words
from autograder.reports.summary import Change
from autograder.reports.wording import headline
from autograder.results import Report, TaskResult

FIRST_OWN_ID = 51  # ids below are those of the course's list of misconceptions


def find_student(desk: Desk, who: str) -> str:
    """Return the student whom a question is about: the name itself, or the only one that holds it.

    Raises:
        SubmissionError: if nobody is, or several are.
    """
    holding = _holding(desk.students(), who)
    return holding[0] if len(holding) == 1 else check_student(desk, who)


def check_student(desk: Desk, who: str) -> str:
    """Return the student whom a decision is about: a part of the name might be that of another.

    Raises:
        SubmissionError: if nobody has exactly this name.
    """
    students = desk.students()
    if who in students:
        return who
    near = _holding(students, who)[:5] or difflib.get_close_matches(who, students, n=3, cutoff=0.5)
    told = f" Did you mean: {', '.join(near)}? Write the whole name." if near else ""
    raise SubmissionError(f"No hand-in of {who!r} was graded here.{told}")


def _holding(students: Sequence[str], who: str) -> list[str]:
    return [name for name in students if who.lower() in name.lower()]


def report_of(desk: Desk, student: str) -> Report:
    """Return the report that stands for a student."""
    _, judged = desk.judged(student)  # type: ignore[misc]
    return judged.report  # type: ignore[union-attr]


def result_of(report: Report, task: Task) -> TaskResult:
    """Return what a report says of one task.

    Raises:
        AuthorError: if the task came into the lesson later.
    """
    found = next((result for result in report.tasks if result.id == task.id), None)
    if found is None:
        raise AuthorError(
            f"Task {task.id} is newer than the report that stands for {report.student}. Grade that "
            "hand-in again: `finegrade grade`, with --allow-lower if its score may fall."
        )
    return found


def grades_of(desk: Desk, lesson: Lesson, reports: Sequence[Report]) -> list[gradebook.Grade]:
    """Return the grade that each report comes to, with what the ledger says and the late policy."""
    decided, times = gradebook.decisions(desk.paths.ledger), read_times(desk.paths.times)
    return [
        gradebook.make_grade(report, lesson, decided, handed_in=times.get(report.student))
        for report in reports
    ]


def standing_of(grade: gradebook.Grade, lesson: Lesson) -> Standing:
    """Return a grade in words."""
    lines = [f"Task {o.task} set to {o.points} points: {o.reason}" for o in grade.overrides]
    if grade.days_late:
        lines.append(_late_words(grade.days_late, lesson.late))
    lines += [f"Comment: {text}" for text in grade.comments]
    return Standing(
        grade.handed_in,
        grade.days_late,
        grade.raw,
        grade.adjusted,
        lines=tuple(lines),
        by=tuple(override.by for override in grade.overrides),
    )


def _late_words(days: int, policy: Late) -> str:
    if gradebook.too_late(days, policy):
        return f"Handed in {days_late_words(days)}: nothing counts after {policy.max_days} days."
    return f"Handed in {days_late_words(days)}: {policy.percent_per_day} % less for each day begun."


def evidence_of(desk: Desk, session: Session, student: str, task: Task) -> Evidence | None:
    """Return what was observed of one task, or None if that was by other probes, or never."""
    last, _ = desk.judged(student)  # type: ignore[misc]
    key = trace_key(desk.hand_in(last), session.lesson, task, session.world)
    found = desk.trace(key)
    return unpack(found[0], desk.store) if found else None


def differences(observed: Observation, key: AnswerKey | None) -> dict[tuple[str, str], str]:
    """Return (case, name) -> how what was recorded differs from the reference, where it does."""
    if key is None:
        return {}
    right = key.tasks[observed.task].right[0].plain
    found = {}
    for case, values in observed.cases.items():
        for name, value in values.items():
            want = right.cases.get(case, {})
            try:
                words = difference(name, value, want[name]) if name in want else "not expected"
            except AuthorError:
                words = None
            if words:
                found[case, name] = words
    return found


def alike(reports: Sequence[Report], report: Report, result: TaskResult) -> list[str]:
    """Return the other students whose result in a task has the same finding."""
    return [
        other.student
        for other in reports
        for theirs in other.tasks
        if other.student != report.student
        and theirs.id == result.id
        and _finding(theirs) == _finding(result)
    ]


def _finding(result: TaskResult) -> tuple[object, ...]:
    return result.outcome, result.misconceptions, result.groups_wrong, headline(result)


class _Group(NamedTuple):
    """Failures that behave like the first of them."""

    task: Task
    seen: Observation
    first: TaskResult
    students: list[str]


def clusters(desk: Desk, session: Session) -> list[Cluster]:
    """Return the unnamed failures, sorted by what was observed: alike in every case, one cluster."""
    groups: list[_Group] = []
    tasks = {task.id: task for task in session.lesson.tasks}
    for report in desk.reports():
        for result in report.tasks:
            task = tasks.get(result.id)  # None if it was dropped from the lesson
            if task is None or result.outcome != "failed" or result.misconceptions:
                continue
            evidence = evidence_of(desk, session, report.student, task)
            if evidence is not None and evidence.reply is not None and evidence.reply.plain:
                group = _Group(task, evidence.reply.plain, result, [])
                _like(groups, group).students.append(report.student)
    groups.sort(key=lambda group: (-len(group.students), group.task.id))
    free = {
        task.id: free_ids(session.course, session.lesson, task) for task in session.lesson.tasks
    }
    return [
        Cluster(
            group.task.id,
            group.task.name,
            tuple(group.students),
            headline(group.first),
            group.first.finding.evidence if group.first.finding else "",
            next(free[group.task.id]),
        )
        for group in groups
    ]


def _like(groups: list[_Group], group: _Group) -> _Group:
    for known in groups:
        if known.task.id == group.task.id and same(group.seen, known.seen):
            return known
    groups.append(group)
    return group


def free_ids(course: Course, lesson: Lesson, task: Task) -> Iterator[str]:
    """Yield misconception ids of a task, of the course's own range, that no file uses."""
    mistakes = [wrong.mistake for wrong in load_wrong(course, lesson)]
    used = {name for mistake in mistakes for name in (*mistake.ids, *mistake.aliases)}
    stems = [m.ids[0].rstrip("0123456789") for m in mistakes if m.task == task.id]
    stem = stems[0] if stems else f"L{lesson.number}.X"
    numbered = (f"{stem}{number}" for number in itertools.count(FIRST_OWN_ID))
    return (name for name in numbered if name not in used)


def compare(
    first: Mapping[str, Report], second: Mapping[str, Report]
) -> tuple[list[Change], list[list[str]]]:
    """Return who differs between two gradings, and who is in one of them only."""
    changes = [
        change
        for student in sorted(first.keys() & second.keys())
        if (change := Change.between(first[student], second[student]))
    ]
    return changes, [sorted(first.keys() - second.keys()), sorted(second.keys() - first.keys())]
