"""The verbs `grade` (a run that is kept in a folder, or one that keeps nothing) and `report`."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from autograder.answers import AnswerKey
from autograder.authoring.bundle import compute_key, open_bundle
from autograder.authoring.key import with_helpers
from autograder.desk.explain import clusters, grades_of, standing_of
from autograder.desk.grading import (
    Grading,
    Machine,
    choose,
    hand_ins_of,
    read_all,
    tell_changes,
)
from autograder.desk.moved import present_reports
from autograder.desk.opened import Desk, open_desk
from autograder.desk.paths import Paths, home
from autograder.desk.run import Item, Wish
from autograder.desk.screen import Screen
from autograder.desk.session import Session, begin
from autograder.errors import SubmissionError
from autograder.exports.container import choose_form
from autograder.grade import grade
from autograder.growing import unusable
from autograder.lesson import Course, Lesson, find_course
from autograder.reports import course_html, summary_text, task_text, write_feedback, write_page
from autograder.reports.html import COURSE_PAGE
from autograder.reports.run import plan_text
from autograder.results import Report, to_json
from autograder.submission import Submission

STOPPED = 130  # exit code after Ctrl-C, as of a shell


class Asked(msgspec.Struct, frozen=True):
    """The arguments of the verb that say what to grade; see `cli.grade`."""

    lesson: str
    paths: tuple[Path, ...] = ()
    students: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    seed: int | None = None
    bundle: Path | None = None
    rerun: bool = False
    allow_lower: bool = False


class Loose(msgspec.Struct, frozen=True):
    """What is graded and not kept."""

    course: Course
    lesson: Lesson
    key: AnswerKey
    hand_ins: list[Submission]


def grade_loose(asked: Asked, machine: Machine, screen: Screen) -> list[Report]:
    """Grade the hand-ins of the paths and keep nothing."""
    loose, reports = _find_loose(asked), []
    for report in _grade(loose, machine, screen):
        reports.append(report)
        screen.emit(to_json(report))
    screen.show(summary_text(reports, loose.lesson))
    return reports


def grade_one(asked: Asked, machine: Machine, screen: Screen, *, platform: str) -> None:
    """Grade the one hand-in of the paths, keep nothing, and write what the platform's runner takes.

    The result is the last that is written: Autolab reads it from the end of both outputs together.

    Raises:
        SubmissionError: the paths hold no hand-in, or several.
        JudgeError: a task is ungraded by our own fault; nothing was written then.
    """
    form = choose_form(platform, os.environ)
    loose = _find_loose(asked, single=True)
    (report,) = _grade(loose, machine, screen)
    screen.show(summary_text([report], loose.lesson))
    text = form(report, lambda task: task_text(task, loose.lesson))
    screen.emit(text.encode())


def _find_loose(asked: Asked, *, single: bool = False) -> Loose:
    course, lesson, key = _open(asked)
    hand_ins = choose(read_all(asked.paths, lesson.key, lesson.module), asked.students)
    if single and len(hand_ins) != 1:
        raise SubmissionError(
            f"--result takes exactly one hand-in, and here are {len(hand_ins)}. Name its file or "
            f"folder; a folder with {lesson.module} in it is one hand-in."
        )
    if key is None:
        key = compute_key(
            course, lesson, secrets.randbits(40) if asked.seed is None else asked.seed
        )
    return Loose(course, lesson, key, hand_ins)


def _open(asked: Asked) -> tuple[Course, Lesson, AnswerKey | None]:
    """Return the bundle, with one of its answer keys, or else the course's sources."""
    if asked.bundle is not None:
        return open_bundle(asked.bundle, seed=asked.seed)
    course = find_course()
    return course, course.lesson(asked.lesson), None


def _grade(loose: Loose, machine: Machine, screen: Screen) -> Iterator[Report]:
    started = time.monotonic()
    reports = grade(
        loose.hand_ins,
        course=loose.course,
        lesson=loose.lesson,
        key=loose.key,
        suite=loose.course.hidden_suite(loose.lesson.key),
        jobs=machine.jobs,
        tier=machine.tier,
        accept_unsafe=machine.accept_unsafe,
        tell=lambda words: screen.tell(f"Jail: {words}"),
    )
    for done, report in enumerate(reports, start=1):
        yield report
        screen.step(done, len(loose.hand_ins))
    screen.tell(f"Graded {len(loose.hand_ins)} in {time.monotonic() - started:.1f} s.")


def grade_kept(
    asked: Asked, machine: Machine, screen: Screen, *, out: Path | None, dry_run: bool
) -> list[Report]:
    """Grade into a folder: what is new or changed is observed, what is stale is judged again."""
    lesson, root = _lesson_and_root(asked, out)
    if dry_run and not Paths(root).journal.exists():
        paths = asked.paths or (Paths(root).hand_ins,)
        found = read_all(paths, lesson.key, lesson.module)
        screen.show(plan_text(len(choose(found, asked.students)), 0, 0))
        return []
    with open_desk(root, writable=not dry_run) as desk:
        if not dry_run:
            begin(desk, lesson, seed=asked.seed, bundle=asked.bundle)
        tasks = with_helpers(lesson, asked.checks) if asked.checks else ()
        wish = Wish(tuple(task.id for task in tasks), asked.rerun, asked.allow_lower)
        grading = Grading(desk, wish)
        hand_ins = choose(hand_ins_of(desk, lesson.module, asked.paths), asked.students)
        items = grading.plan(hand_ins)
        if dry_run:
            screen.show(plan_text(*(_count(items, s) for s in ("observe", "judge", "unchanged"))))
            return []
        try:
            reports = _carry_out(grading, items, machine, screen)
        except KeyboardInterrupt:
            kept = _count(grading.plan(hand_ins), "unchanged")
            screen.tell(
                f"Stopped. {kept} of {len(items)} graded and kept. Run the same command to go on."
            )
            raise SystemExit(STOPPED) from None
        _finish(desk, grading, reports, _narrowed(lesson, tasks), screen)
    return reports


def _lesson_and_root(asked: Asked, out: Path | None) -> tuple[Lesson, Path]:
    course, lesson, _ = _open(asked)
    return lesson, out or home(course, lesson.key)


def _narrowed(lesson: Lesson, tasks: Sequence[object]) -> Lesson:
    return msgspec.structs.replace(lesson, task=tuple(tasks)) if tasks else lesson


def _count(items: Sequence[Item], state: str) -> int:
    return sum(item.state == state for item in items)


def _carry_out(
    grading: Grading, items: Sequence[Item], machine: Machine, screen: Screen
) -> list[Report]:
    unchanged = _count(items, "unchanged")
    started, reports, done = time.monotonic(), [], 0
    if unchanged == len(items):
        screen.tell(f"graded 0 of 0 ({unchanged} unchanged)")
    for item, report in grading.carry_out(items, machine, tell=screen.tell):
        reports.append(report)
        screen.emit(to_json(report))
        if item.state != "unchanged":
            done += 1
            screen.step(done, len(items) - unchanged, unchanged=unchanged)
    screen.tell(f"Graded {done} in {time.monotonic() - started:.1f} s.")
    return reports


def _finish(
    desk: Desk, grading: Grading, reports: Sequence[Report], lesson: Lesson, screen: Screen
) -> None:
    tell_changes(desk, screen.show)
    screen.show(summary_text(reports, lesson))
    if desk.students():
        _write_pages(desk, grading.session, screen)


def write_report(root: Path, screen: Screen, *, target: Path | None) -> None:
    """Write the course page and the students' pages anew from what is kept; no code is run.

    Args:
        root: folder of the run.
        screen: where to say which file it is.
        target: the file, and then no students' pages; default: the run's own.
    """
    with open_desk(root, writable=False) as desk:
        _write_pages(desk, Session(desk), screen, target=target)


def _write_pages(
    desk: Desk, session: Session, screen: Screen, *, target: Path | None = None
) -> None:
    """Write the course page, and the students' pages unless the course page goes elsewhere."""
    root, lesson = desk.paths.root, session.lesson
    path = target or root / COURSE_PAGE
    reports, left_out = present_reports(desk)
    grades = grades_of(desk, lesson, reports)
    standings = {grade.student: standing_of(grade, lesson) for grade in grades}
    try:
        if target is None:
            write_feedback(root, reports, lesson, standings=standings)
        page = course_html(reports, lesson, standings=standings, clusters=clusters(desk, session))
        write_page(path, page)
    except OSError as error:
        raise unusable(path, error) from error
    screen.show("\n".join([f"Report: {path}", *left_out]))
