"""The verbs `grade` (a run that is kept in a folder, or one that keeps nothing) and `report`."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from autograder.authoring.bundle import compute_key, open_bundle
from autograder.authoring.key import with_helpers
from autograder.desk.explain import clusters, standing_of
from autograder.desk.grading import (
    Grading,
    Machine,
    choose,
    hand_ins_of,
    read_all,
    tell_changes,
)
from autograder.desk.opened import Desk, open_desk
from autograder.desk.paths import Paths, home, read_times
from autograder.desk.run import Item, Wish
from autograder.desk.screen import Screen
from autograder.desk.session import Session, begin, find_lesson
from autograder.grade import grade
from autograder.gradebook import decisions, make_grade
from autograder.growing import unusable
from autograder.lesson import Lesson, find_course
from autograder.reports import course_html, summary_text, write_feedback, write_page
from autograder.reports.html import COURSE_PAGE
from autograder.reports.inspection import Standing
from autograder.reports.run import plan_text
from autograder.results import Report, to_json

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


def grade_loose(asked: Asked, machine: Machine, screen: Screen) -> list[Report]:
    """Grade the hand-ins of the paths and keep nothing."""
    if asked.bundle is not None:
        course, lesson, key = open_bundle(asked.bundle, seed=asked.seed)
    else:
        course = find_course()
        lesson = course.lesson(asked.lesson)
    found = read_all(asked.paths, lesson.key, lesson.module)
    hand_ins = choose(found, asked.students)
    if asked.bundle is None:
        key = compute_key(
            course, lesson, secrets.randbits(40) if asked.seed is None else asked.seed
        )
    started, reports = time.monotonic(), []
    for report in grade(
        hand_ins,
        course=course,
        lesson=lesson,
        key=key,
        suite=course.hidden_suite(lesson.key),
        jobs=machine.jobs,
        tier=machine.tier,
        accept_unsafe=machine.accept_unsafe,
        tell=lambda words: screen.tell(f"Jail: {words}"),
    ):
        reports.append(report)
        screen.emit(to_json(report))
        screen.step(len(reports), len(hand_ins))
    screen.tell(f"Graded {len(reports)} in {time.monotonic() - started:.1f} s.")
    screen.show(summary_text(reports, lesson))
    return reports


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
    if asked.bundle is not None:
        course, lesson, _ = open_bundle(asked.bundle, seed=asked.seed)
    else:
        course = find_course()
        lesson = course.lesson(asked.lesson)
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
    standing = desk.reports()
    if standing:
        try:
            write_feedback(desk.paths.root, standing, grading.session.lesson)
        except OSError as error:
            raise unusable(desk.paths.root, error) from error
        _write_page(desk, grading.session, desk.paths.root / COURSE_PAGE, screen)


def write_report(root: Path, screen: Screen, *, target: Path | None) -> None:
    """Write the course page anew from what is kept; no code is run.

    Args:
        root: folder of the run.
        screen: where to say which file it is.
        target: the file; default: the run's own.
    """
    with open_desk(root, writable=False) as desk:
        find_lesson(desk)
        _write_page(desk, Session(desk), target or root / COURSE_PAGE, screen)


def _write_page(desk: Desk, session: Session, path: Path, screen: Screen) -> None:
    page = course_html(
        desk.reports(),
        session.lesson,
        standings=_standings(desk, session.lesson),
        clusters=clusters(desk, session),
    )
    try:
        write_page(path, page)
    except OSError as error:
        raise unusable(path, error) from error
    screen.show(f"Report: {path}")


def _standings(desk: Desk, lesson: Lesson) -> dict[str, Standing]:
    """Return what everybody's grade is made of."""
    decided, times = decisions(desk.paths.ledger), read_times(desk.paths)
    found = {}
    for each in desk.reports():
        standing = make_grade(each, lesson, decided, handed_in=times.get(each.student))
        found[each.student] = standing_of(standing, lesson)
    return found
