"""The verb `import`: look at an export, say what it comes to, then write it; or say why not."""

from __future__ import annotations

import contextlib
import datetime as dt
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.errors import SubmissionError
from autograder.intake.archives import archive_entries, archive_stem
from autograder.intake.arrivals import Shelf
from autograder.intake.disk import file_entry, folder_entries, open_regular, real_path
from autograder.intake.entries import Entry, clean_name, quote
from autograder.intake.keeping import alone, keep, read_records
from autograder.intake.layouts import HAND_INS
from autograder.intake.naming import Target, is_notebook, is_python
from autograder.intake.people import Member
from autograder.intake.plan import Due, Order, Plan, make_plan
from autograder.intake.recognition import recognise
from autograder.intake.records import Record, with_lateness
from autograder.intake.wording import needs_person, plan_lines
from autograder.journal import now
from autograder.lesson import Course, Lesson


class Asked(msgspec.Struct, frozen=True):
    """What the caller wants.

    Attributes:
        source: the export: an archive or a folder.
        lesson: which one it is of.
        root: folder of the lesson's course run.
        roster: the students; empty if none is given.
        platform: the only one to try, or None.
        due: a student's own due date; None takes the lesson's for everybody.
        dry_run: say the plan and write nothing.
    """

    source: Path
    lesson: Lesson
    root: Path
    roster: Sequence[Member] = ()
    platform: str | None = None
    due: Due | None = None
    dry_run: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What was planned, in words and as a record, and the exit code: 1 if a person is needed."""

    text: str
    exit_code: int
    plan: Plan


def take_in(asked: Asked, course: Course) -> Outcome:
    """Take in an export, or say what that would come to.

    Raises:
        SubmissionError: it cannot be read, holds no hand-in, or is of another lesson.
        DeskError: the disk does not take it.
    """
    with contextlib.ExitStack() as held:
        if not asked.dry_run:
            held.enter_context(alone(asked.root))
        records = [
            with_lateness(record, asked.lesson, _due(asked, record.student))
            for record in read_records(asked.root)
        ]
        plan = held.enter_context(_planned(asked, course, records))
        lines = plan_lines(plan, records)
        if asked.dry_run:
            lines.append("Nothing was written. Leave --dry-run out to take them in.")
        else:
            keep(plan, asked.root, records)
            count = len({attempt.record.student for attempt in plan.attempts})
            folders = "1 folder" if count == 1 else f"{count} folders"
            short = asked.lesson.key.partition("_")[0]
            lines.append(f"Written to {_shown(asked.root / HAND_INS)} ({folders}).")
            lines.append(f"Next: finegrade grade {short}")
    return Outcome("\n".join(lines), int(needs_person(plan)), plan)


def _shown(path: Path) -> Path:
    """Return a path as seen from where the caller is, if it lies below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


@contextlib.contextmanager
def _planned(asked: Asked, course: Course, records: Sequence[Record]) -> Iterator[Plan]:
    """Yield the plan; its files can be read while the context is open."""
    lesson = asked.lesson
    target = Target(lesson.key, lesson.module)
    with _opened(asked.source) as (name, entries, archived):
        zone = lesson.due.tzinfo if lesson.due and lesson.due.tzinfo else dt.UTC
        shelf = Shelf(tuple(entries), name, target, zone, depth=int(archived))
        export = recognise(shelf, archived=archived, wanted=asked.platform)
        order = Order(
            lesson,
            _modules(course, lesson),
            asked.roster,
            records,
            lambda student: _due(asked, student),
            clean_name(asked.source.name)[0],
            now(),
        )
        yield make_plan(export, target, order)


def _due(asked: Asked, student: str) -> dt.datetime | None:
    return asked.due(student) if asked.due else asked.lesson.due


def _modules(course: Course, lesson: Lesson) -> Mapping[str, str]:
    """Return module -> lesson for all lessons but this one."""
    others = [course.lesson(key) for key in course.keys() if key != lesson.key]  # noqa: SIM118
    return {other.module: other.key for other in others if other.module != lesson.module}


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[tuple[str, list[Entry], bool]]:
    """Yield the name without suffix, everything inside, and whether it is an archive."""
    real = real_path(source)
    name = clean_name(source.absolute().name)[0] or "export"
    if stat.S_ISDIR(real.lstat().st_mode):
        yield name, folder_entries(real), False
    elif (stem := archive_stem(name)) is not None:
        with open_regular(real) as file:
            yield stem, archive_entries(file, name), True
    elif is_python(name) or is_notebook(name):
        yield name, [file_entry(real, name)], False
    else:
        raise SubmissionError(
            f"{quote(name)} is neither a folder nor an archive that is read here (zip, tar): give "
            "the export as the platform made it."
        )
