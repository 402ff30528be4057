"""The verb `import`: look at an export, say what it comes to; then, if that is right, write it."""

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
from autograder.intake.attempts import Choose
from autograder.intake.disk import file_entry, folder_entries, open_regular, real_path
from autograder.intake.entries import Entry, clean_name, quote
from autograder.intake.keeping import alone, keep, locate, read_records
from autograder.intake.layouts import HAND_INS
from autograder.intake.naming import Target, is_notebook, is_python
from autograder.intake.people import Member
from autograder.intake.plan import Due, Order, Plan, make_plan
from autograder.intake.recognition import recognise
from autograder.intake.records import Record, Rule, with_lateness
from autograder.intake.whose import Names
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
        names: what a person says about whose hand-ins are.
        rule: which of several attempts counts.
        choose: lets a person say which attempt of a student counts; None goes by the rule.
    """

    source: Path
    lesson: Lesson
    root: Path
    roster: Sequence[Member] = ()
    platform: str | None = None
    due: Due | None = None
    names: Names = Names()
    rule: Rule = "newest"
    choose: Choose | None = None


class Offer(msgspec.Struct, frozen=True):
    """An import before it is written.

    Attributes:
        plan: what it comes to.
        records: what was taken in when the plan was made.
        root: folder of the course run.
        lesson: which one it is of.
    """

    plan: Plan
    records: tuple[Record, ...]
    root: Path
    lesson: Lesson

    @property
    def text(self) -> str:
        """The plan in words."""
        return "\n".join(plan_lines(self.plan))

    @property
    def exit_code(self) -> int:
        """1 if a person has to look at something, else 0."""
        return int(needs_person(self.plan))

    @property
    def place(self) -> Path:
        """Where the hand-ins come to lie, as seen from where the caller is."""
        return _shown(self.root / HAND_INS)

    def accept(self) -> str:
        """Write what the plan says, and return what was done and comes next.

        Raises:
            SubmissionError: the export or the folder is not what it was when the plan was made.
            DeskError: the disk does not take it.
        """
        with alone(self.root):
            if read_records(self.root) != self.records:
                raise SubmissionError(
                    f"Another import into {self.root} has come in between. Nothing was written: "
                    "run the same command again."
                )
            keep(self.plan, self.root)
        count = len({attempt.record.student for attempt in self.plan.attempts})
        folders = "1 folder" if count == 1 else f"{count} folders"
        short = self.lesson.key.partition("_")[0]
        return f"Written to {self.place} ({folders}).\nNext: finegrade grade {short}"


@contextlib.contextmanager
def look(asked: Asked, course: Course) -> Iterator[Offer]:
    """Yield what taking in an export comes to; it can be accepted while the context is open.

    Raises:
        SubmissionError: it cannot be read, holds no hand-in, or is of another lesson.
    """
    records = read_records(asked.root)
    present = [
        with_lateness(record, asked.lesson, _due(asked, record.student))
        for record in locate(records, asked.root)
    ]
    with _planned(asked, course, present) as plan:
        yield Offer(plan, records, asked.root, asked.lesson)


def _shown(path: Path) -> Path:
    """Return a path as seen from where the caller is, if it lies below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


@contextlib.contextmanager
def _planned(asked: Asked, course: Course, records: Sequence[Record]) -> Iterator[Plan]:
    """Yield the plan; its files can be read while the context is open."""
    lesson = asked.lesson
    target = Target(lesson.key, lesson.module)
    with _opened(asked.source) as (name, entries, archived):
        shelf = Shelf(tuple(entries), name, target, lesson.clock, depth=int(archived))
        export = recognise(
            shelf, archived=archived, wanted=asked.platform, pattern=asked.names.pattern
        )
        order = Order(
            lesson,
            _modules(course, lesson),
            asked.roster,
            records,
            lambda student: _due(asked, student),
            clean_name(asked.source.name)[0],
            now(),
            asked.names,
            asked.rule,
            asked.choose,
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
