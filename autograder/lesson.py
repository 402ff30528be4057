"""A lesson: what `lesson.toml` says, and where its files are.

Lessons are found by their `lesson.toml`; nothing else lists them.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
import zoneinfo
from pathlib import Path

import msgspec

from autograder.errors import AuthorError


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One graded function, class, or the checkpoints of a lesson.

    Attributes:
        id: "1.1"; threads handout, TODO, error, marker, report and gradebook.
        name: the function or class in the student's module.
        points: whole points.
        groups: names of the groups of checks, shown to students.
        hints: three rungs: a question, where to look, the shape of the answer.
        why: two sentences that a student reads after passing.
        helpers: ids of earlier tasks whose functions this one may call; their errors are carried.
        borrows: functions of earlier lessons that this one may call; a stand-in takes their place.
        concepts: ids in `solutions/concepts.toml` of what the task grades or asks.
        partial: what the groups of checks that are right are worth together, as a share.
        seconds: wall time after which a worker of this task is stopped.
    """

    id: str
    name: str
    points: int
    groups: tuple[str, ...]
    hints: tuple[str, str, str]
    why: str
    helpers: tuple[str, ...] = ()
    borrows: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    partial: float = 0.5
    seconds: float = 10.0

    @property
    def marker(self) -> str:
        """The pytest marker of the task: `task_1_1`."""
        return "task_" + self.id.replace(".", "_")


class Late(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The late policy: minutes of grace, percent lost per day begun, and days until zero."""

    grace_minutes: int = 0
    percent_per_day: int = 0
    max_days: int = 0


class Lesson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `lesson.toml`; `key` is the folder's name ("lesson1_classification").

    `fixtures` names the files of `fixtures/` that the lesson's students get, and `earlier` the graded
    modules of other lessons that this one may import ("lesson3_alignment/alignment.py"). `zone` is where
    the course's clocks are ("Europe/Berlin"); without it they keep the offset of `due` all year.
    """

    title: str
    module: str
    task: tuple[Task, ...]
    fixtures: tuple[str, ...] = ("micro.py",)
    earlier: tuple[str, ...] = ()
    due: dt.datetime | None = None
    zone: str | None = None
    late: Late = Late()
    key: str = ""

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks in course order."""
        return self.task

    @property
    def number(self) -> str:
        """The lesson's number, as in its task ids."""
        return self.task[0].id.partition(".")[0]

    @property
    def points(self) -> int:
        """Points of the whole lesson."""
        return sum(task.points for task in self.task)

    @property
    def clock(self) -> dt.tzinfo:
        """The zone of times that come without an offset from UTC; UTC if the lesson says nothing.

        Raises:
            AuthorError: if this machine knows no such zone.
        """
        if self.zone is None:
            return (self.due and self.due.tzinfo) or dt.UTC
        try:
            return zoneinfo.ZoneInfo(self.zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            raise AuthorError(
                f"{self.key}: this machine knows no zone {self.zone!r}. Write one like Europe/Berlin "
                "into lesson.toml, or install the list of zones: pip install tzdata."
            ) from None

    def moment(self, shown: dt.datetime) -> dt.datetime:
        """Return when the course's clocks show this."""
        return in_zone(shown, self.clock)

    def stand_ins(self, task: Task) -> tuple[str, ...]:
        """Names of the functions that a task may call and that are stood in for in a second pass."""
        return (*(self.find(helper).name for helper in task.helpers), *task.borrows)

    def why(self, task_id: str) -> str:
        """Return what a student reads after passing a task; "" if the lesson has no such task.

        A report outlives a task that was dropped from the lesson.
        """
        return next((task.why for task in self.task if task.id == task_id), "")

    def find(self, task_id: str) -> Task:
        """Return the task with this id.

        Raises:
            AuthorError: if the lesson has none.
        """
        found = next((task for task in self.task if task.id == task_id), None)
        if found is None:
            ids = [task.id for task in self.task]
            near = difflib.get_close_matches(task_id, ids, n=3, cutoff=0.3) or ids
            raise AuthorError(
                f"{self.key} has no task {task_id!r}. Did you mean: {', '.join(near)}?"
            )
        return found


class Course(msgspec.Struct, frozen=True):
    """The repository: its root folder, and the paths of a lesson's parts in it."""

    root: Path

    def solutions(self, key: str) -> Path:
        """Folder of the lesson's private source."""
        return self.root / "solutions" / key

    def tests(self, key: str) -> Path:
        """Folder of the lesson's suites and probes."""
        return self.root / "tests" / key

    def release(self, key: str) -> Path:
        """Folder of the lesson in the generated student release."""
        return self.root / "assignments" / key

    def hidden_suite(self, key: str) -> Path:
        """The hidden pytest suite."""
        return self.tests(key) / f"test_{key.partition('_')[0]}_hidden.py"

    def public_suite(self, key: str) -> Path:
        """The pytest suite that ships to students."""
        return self.tests(key) / f"test_{key.partition('_')[0]}_public.py"

    def probes(self, key: str) -> Path:
        """The probes of the lesson."""
        return self.tests(key) / "probes.py"

    def keys(self) -> list[str]:
        """Names of all lessons, in course order."""
        keys = [path.parent.name for path in self.root.glob("solutions/*/lesson.toml")]
        return sorted(keys, key=lambda key: (len(key.partition("_")[0]), key))  # lesson10 is last

    def lesson(self, name: str) -> Lesson:
        """Load a lesson by its folder name, or by a unique beginning of it ("lesson1").

        Raises:
            AuthorError: if there is no such lesson, or its `lesson.toml` is wrong.
        """
        keys = self.keys()
        matches = (
            [key for key in keys if key == name]
            or [key for key in keys if key.partition("_")[0] == name]
            or [key for key in keys if key.startswith(name)]
        )
        if len(matches) != 1:
            near = difflib.get_close_matches(name, keys, n=3, cutoff=0.3) or keys
            raise AuthorError(f"There is no lesson {name!r} here. Did you mean: {', '.join(near)}?")
        return load_lesson(self.solutions(matches[0]) / "lesson.toml")


def in_zone(shown: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return when the clocks of a zone show this, with its offset from UTC at that time.

    A fixed offset: Python subtracts two times of one zone as if no clock were ever changed, and an hour
    that is there twice equals no time of another zone.
    """
    offset = shown.replace(tzinfo=zone).utcoffset()
    return shown.replace(tzinfo=dt.timezone(offset or dt.timedelta()))


def find_course(start: Path | None = None) -> Course:
    """Return the course around `start` (default: the working directory), else around this package.

    Raises:
        AuthorError: if neither lies in a course.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents, Path(__file__).resolve().parents[1]):
        if any(folder.glob("solutions/*/lesson.toml")):
            return Course(folder)
    raise AuthorError(
        f"No course found: no folder above {start} holds solutions/<lesson>/lesson.toml. "
        "Change into the course's folder and try again."
    )


def load_lesson(path: Path) -> Lesson:
    """Read and validate one `lesson.toml`.

    Raises:
        AuthorError: with the file, the place in it, and what is wrong.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        lesson = msgspec.convert({**table, "key": path.parent.name}, Lesson)
    except OSError as error:
        raise AuthorError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise AuthorError(f"{path}: not UTF-8 text (byte {error.start}).") from error
    except tomllib.TOMLDecodeError as error:
        raise AuthorError(f"{path}: not valid TOML: {error}.") from error
    except msgspec.ValidationError as error:
        raise AuthorError(f"{path}: {error}. Correct that value.") from error
    _check_lesson(lesson, path)
    return lesson


def _check_lesson(lesson: Lesson, path: Path) -> None:
    if not lesson.task:
        raise AuthorError(f"{path}: the lesson has no [[task]].")
    _check_due(lesson, path)
    ids = [task.id for task in lesson.task]
    for task in lesson.task:
        if not re.fullmatch(r"\d+\.\d+", task.id):
            raise AuthorError(f"{path}: task id {task.id!r} is not of the form '1.1'.")
        if ids.count(task.id) > 1:
            raise AuthorError(f"{path}: two tasks have the id {task.id}.")
        if not task.groups or len(set(task.groups)) < len(task.groups):
            raise AuthorError(f"{path}: task {task.id} needs groups of checks, each named once.")
        if not 0 <= task.partial <= 1:
            raise AuthorError(f"{path}: task {task.id}: partial must lie between 0 and 1.")
        if task.points <= 0:
            raise AuthorError(f"{path}: task {task.id} needs a positive number of points.")
        for helper in task.helpers:
            if helper not in ids[: ids.index(task.id)]:
                raise AuthorError(f"{path}: task {task.id}: helper {helper} is no earlier task.")


def _check_due(lesson: Lesson, path: Path) -> None:
    if lesson.due is not None and lesson.due.tzinfo is None:
        raise AuthorError(
            f"{path}: due = {lesson.due.isoformat()} has no offset from UTC: write it like "
            "2026-10-16T23:59:00+02:00."
        )
    clock = lesson.clock  # is an error if there is no such zone
    if lesson.due is None:
        return
    there = lesson.due.astimezone(clock)
    if there.utcoffset() != lesson.due.utcoffset():
        raise AuthorError(
            f"{path}: due = {lesson.due.isoformat()} has not the offset from UTC that {lesson.zone} "
            f"has then. If the moment is right, write {there.isoformat()}."
        )
