"""The verbs that only ask: inspect and compare."""

from __future__ import annotations

from pathlib import Path

from autograder.desk import explain
from autograder.desk.opened import Desk, open_desk
from autograder.desk.rerun import run_again
from autograder.desk.screen import Screen
from autograder.desk.session import Machine, Session
from autograder.errors import AuthorError
from autograder.judge.diagnose import same
from autograder.lesson import Task
from autograder.reports.inspection import (
    alike_text,
    clusters_text,
    inspect_text,
    observed_text,
    printed_text,
    stop_text,
)
from autograder.reports.run import compare_text
from autograder.reports.text import concerns_text
from autograder.results import Report


def inspect(
    root: Path, who: str, task_id: str | None, screen: Screen, *, rerun: Machine | None
) -> None:
    """Show one hand-in: findings, what was observed of a task, and what it prints if run again.

    Args:
        root: folder of the run.
        who: the student.
        task_id: one task; None shows all, and what was observed of none.
        screen: where to show it.
        rerun: how to run it again; None does not.
    """
    with open_desk(root, writable=False) as desk:
        session = Session(desk)
        student = explain.find_student(desk, who)
        report = explain.report_of(desk, student)
        task = session.lesson.find(task_id) if task_id else None
        result = explain.result_of(report, task) if task else None
        (grade,) = explain.grades_of(desk, session.lesson, [report])
        standing = explain.standing_of(grade, session.lesson)
        screen.show(inspect_text(report, session.lesson, standing, result))
        if task is not None and result is not None:
            screen.show(f"\n{_observed(desk, session, student, task)}")
            screen.show(f"\n{alike_text(result, explain.alike(desk.reports(), report, result))}")
        if rerun is not None:
            for each in [task] if task else session.lesson.tasks:
                screen.show(f"\n{each.id} {each.name}")
                screen.show(_again(desk, session, student, each, rerun))


def like(root: Path, who: str, task_id: str | None, screen: Screen) -> None:
    """Show who else has the findings of one student."""
    with open_desk(root, writable=False) as desk:
        report = explain.report_of(desk, explain.find_student(desk, who))
        reports = desk.reports()
        results = [
            result
            for result in report.tasks
            if (result.id == task_id if task_id else result.outcome != "passed")
        ]
        for result in results:
            screen.show(alike_text(result, explain.alike(reports, report, result)))
        if not results:
            screen.show(f"{report.student} has no finding{f' in {task_id}' if task_id else ''}.")


def unnamed(root: Path, screen: Screen) -> None:
    """Show the failures without a name, sorted by what was observed."""
    with open_desk(root, writable=False) as desk:
        session = Session(desk)
        screen.show(clusters_text(explain.clusters(desk, session), session.lesson))


def needs_person(root: Path, screen: Screen) -> None:
    """Show every hand-in that a person should look at."""
    with open_desk(root, writable=False) as desk:
        screen.show(concerns_text(desk.reports(), Session(desk).lesson))


def compare(first: Path, second: Path, screen: Screen) -> None:
    """Show two gradings side by side: who changes, and by what."""
    sides = [_standing(root) for root in (first, second)]
    changes, alone = explain.compare(*sides)
    both = len(sides[0].keys() & sides[1].keys())
    screen.show(compare_text(changes, alone, both - len(changes)))


def _standing(root: Path) -> dict[str, Report]:
    with open_desk(root, writable=False) as desk:
        return {report.student: report for report in desk.reports()}


def _observed(desk: Desk, session: Session, student: str, task: Task) -> str:
    evidence = explain.evidence_of(desk, session, student, task)
    if evidence is None:
        return "Nothing is kept of this task with the probes of now: finegrade grade runs it again."
    if evidence.stop is not None:
        return stop_text(evidence.stop)
    if evidence.reply is None or evidence.reply.plain is None:
        return "Nothing was observed."
    seen = evidence.reply.plain
    return observed_text(seen.cases, explain.differences(seen, session.known_answers()))


def _again(desk: Desk, session: Session, student: str, task: Task, machine: Machine) -> str:
    last, _ = desk.judged(student)  # type: ignore[misc]
    hand_in = desk.hand_in(last)
    if hand_in.problem is not None:
        raise AuthorError(f"There is nothing to run: {hand_in.problem}")
    again = run_again(
        session.course, session.lesson, hand_in, task, seed=session.run.seed, machine=machine
    )
    if again.stop is not None:
        return stop_text(again.stop)
    before = explain.evidence_of(desk, session, student, task)
    old = before.reply.plain if before and before.reply else None
    new = again.reply.plain if again.reply else None
    alike = same(new, old) if old and new else old is new
    return printed_text(again.printed, same=alike)
