"""The verbs that write into the ledger: waive, override, comment, extend. Each says what it comes to."""

from __future__ import annotations

import contextlib
import getpass
import os
from collections.abc import Iterator
from pathlib import Path

from autograder import gradebook
from autograder.desk.explain import check_student, grades_of, report_of
from autograder.desk.grading import judge_again, tell_changes
from autograder.desk.opened import Desk, open_desk
from autograder.desk.paths import Paths
from autograder.desk.screen import Screen
from autograder.desk.session import Session, find_lesson
from autograder.desk.waiving import find_group, plain
from autograder.errors import AuthorError
from autograder.gradebook import Comment, Entry, Extend, Grade, Override, Unwaive, Waive
from autograder.journal import now
from autograder.lesson import Lesson
from autograder.reports.run import median_text


def waive(root: Path, check: str, screen: Screen, *, reason: str) -> None:
    """Count a group of checks as passed for everybody, and judge again.

    Raises:
        AuthorError: if nothing was graded, there is no such group, or it is waived already.
    """
    with _open_to_judge(root) as desk:
        session = Session(desk)
        task, group = find_group(session.lesson, check)
        name = f"{task.id}/{group}"
        if name in gradebook.decisions(desk.paths.ledger).waived:
            raise AuthorError(f"{name} is waived already.")
        session.try_waiver(name)
        _write(desk.paths, Waive(when=now(), by=_person(), check=name, reason=reason))
        screen.show(f"{name} is waived: it counts as passed for everyone.")
        _judge_again(desk, screen, lower=False)
        screen.show(f"Undo: finegrade unwaive '{name}'")


def unwaive(root: Path, check: str, screen: Screen, *, reason: str, lower: bool) -> None:
    """Take a waiver back, and judge again; scores fall only if `lower`.

    Raises:
        AuthorError: if nothing was graded, or it is not waived.
    """
    with _open_to_judge(root) as desk:
        waived = gradebook.decisions(desk.paths.ledger).waived
        name = next((name for name in waived if plain(name) == plain(check)), None)
        if name is None:
            told = f" Waived are: {', '.join(waived)}." if waived else ""
            raise AuthorError(f"{check} is not waived.{told}")
        _write(desk.paths, Unwaive(when=now(), by=_person(), check=name, reason=reason))
        screen.show(f"{name} counts again.")
        _judge_again(desk, screen, lower=lower)


@contextlib.contextmanager
def _open_to_judge(root: Path) -> Iterator[Desk]:
    """Open a run to judge it again. Where nothing was graded, nothing is made or locked."""
    with open_desk(root, writable=False) as desk:
        find_lesson(desk)
    with open_desk(root, writable=True) as desk:
        yield desk


def _judge_again(desk: Desk, screen: Screen, *, lower: bool) -> None:
    before = desk.reports()
    stale = judge_again(desk, allow_lower=lower, tell=screen.tell)
    if not desk.untold():
        screen.show("No result changes.")
    tell_changes(desk, screen.show)
    screen.show(median_text(before, desk.reports()))
    if stale:
        screen.show(f"{stale} hand-ins must be run again first: finegrade grade.")
    _tell_ledger(desk.paths, screen)


def override(
    root: Path, who: str, task_id: str, points: int, screen: Screen, *, reason: str
) -> None:
    """Set the points of one task of one student.

    Raises:
        AuthorError: if the task is not worth so many points.
    """
    with open_desk(root, writable=False) as desk:
        lesson, student = find_lesson(desk), check_student(desk, who)
        task = lesson.find(task_id)
        if not 0 <= points <= task.points:
            raise AuthorError(f"Task {task.id} is worth 0 to {task.points} points, not {points}.")
        entry = Override(
            when=now(), by=_person(), student=student, task=task.id, points=points, reason=reason
        )
        _decide(desk, lesson, student, entry, screen)


def comment(root: Path, who: str, text: str, screen: Screen) -> None:
    """Keep words for one student."""
    with open_desk(root, writable=False) as desk:
        lesson, student = find_lesson(desk), check_student(desk, who)
        entry = Comment(when=now(), by=_person(), student=student, text=text)
        _decide(desk, lesson, student, entry, screen)


def extend(root: Path, who: str, until: str, screen: Screen, *, reason: str) -> None:
    """Give one student a due date of their own."""
    with open_desk(root, writable=False) as desk:
        lesson, student = find_lesson(desk), check_student(desk, who)
        days, moment = gradebook.parse_extension(until, lesson)
        entry = Extend(
            when=now(), by=_person(), student=student, days=days, until=moment, reason=reason
        )
        _decide(desk, lesson, student, entry, screen)
        screen.show(f"{student} may hand in until {gradebook.due_date(lesson, entry)}.")


def _decide(desk: Desk, lesson: Lesson, student: str, entry: Entry, screen: Screen) -> None:
    report = report_of(desk, student)
    (before,) = grades_of(desk, lesson, [report])
    _write(desk.paths, entry)
    (after,) = grades_of(desk, lesson, [report])
    screen.show(f"{student}: {_points(before)} -> {_points(after)} (judged {_raw(after)}).")
    _tell_ledger(desk.paths, screen)


def _points(grade: Grade) -> str:
    return "not graded" if grade.adjusted is None else f"{grade.adjusted} of {grade.max}"


def _raw(grade: Grade) -> str:
    return "not yet" if grade.raw is None else str(grade.raw)


def _write(paths: Paths, entry: Entry) -> None:
    ledger = gradebook.open_ledger(paths.ledger, writable=True)
    try:
        ledger.add(entry)
    finally:
        ledger.close()


def _tell_ledger(paths: Paths, screen: Screen) -> None:
    screen.tell(f"Written to {paths.ledger}, which is made to be committed.")


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"
