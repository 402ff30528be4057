"""A course run: what is new or changed is observed, what is stale is judged again, the rest stays.

Whatever is done is on disk before the next thing begins, so a run that is killed at any moment goes on
where it was, and does nothing twice.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from autograder.desk import keys
from autograder.desk.evidence import complete, nameless, pack, unpack
from autograder.desk.opened import Desk
from autograder.grade import Bench, in_order
from autograder.journal import Judged, Observed, now
from autograder.judge.verdict import Evidence
from autograder.lesson import Lesson, Task
from autograder.reports.summary import Change
from autograder.results import Report
from autograder.store import digest_of
from autograder.submission import Submission

State = Literal["unchanged", "judge", "observe"]


class Wish(msgspec.Struct, frozen=True):
    """What the caller asks for beyond "what is new or changed".

    Attributes:
        tasks: ids of the only tasks to look at; all, if empty.
        rerun: observe again even what has not changed.
        allow_lower: let scores of unchanged hand-ins fall.
    """

    tasks: tuple[str, ...] = ()
    rerun: bool = False
    allow_lower: bool = False


class Item(msgspec.Struct, frozen=True):
    """One hand-in of a run: its content keys, and what has to be done about it."""

    submission: Submission
    content: str
    traces: dict[str, str]
    report: str
    state: State


class CourseRun:
    """The state of one run over an open desk.

    Args:
        desk: where everything is kept.
        lesson: the lesson.
        world: what all observations depend on.
        parts: what all reports depend on besides (see `keys.basis_parts`).
        wish: what the caller asks for.

    """

    def __init__(
        self,
        desk: Desk,
        lesson: Lesson,
        world: keys.World,
        parts: dict[str, str],
        *,
        wish: Wish,
    ) -> None:
        self._desk = desk
        self._lesson = lesson
        self._world = world
        self._parts = parts
        self._wish = wish
        self._tasks = tuple(t for t in lesson.tasks if not wish.tasks or t.id in wish.tasks)
        self._lock = threading.Lock()
        self._busy: dict[str, threading.Lock] = {}
        self._repeated: set[str] = set()

    def plan(self, submissions: Sequence[Submission]) -> list[Item]:
        """Return what has to be done about each hand-in: at most one of a student (see `choose`)."""
        return [self._item(submission) for submission in submissions]

    def carry_out(self, items: Sequence[Item], bench: Bench, *, jobs: int) -> Iterator[Report]:
        """Yield the report of each hand-in, in order; with `wish.tasks`, on these tasks alone."""
        yield from in_order(lambda item: self._settle(item, bench), items, jobs=jobs, bench=bench)

    def standing(self, item: Item) -> Report:
        """Return the report that stands for an unchanged hand-in."""
        _, judged = self._desk.judged(item.submission.student)  # type: ignore[misc]
        return self._narrow(judged.report)  # type: ignore[union-attr]

    def _item(self, submission: Submission) -> Item:
        content = digest_of(nameless(submission))
        traces = {
            task.id: keys.trace_key(submission, self._lesson, task, self._world)
            for task in self._lesson.tasks
            if submission.problem is None
        }
        report = keys.report_key(content, traces.values(), self._parts)
        item = Item(submission, content, traces, report, "unchanged")
        return msgspec.structs.replace(item, state=self._state(item))

    def _state(self, item: Item) -> State:
        if self._missing(item):
            return "observe"
        events = self._desk.judged(item.submission.student)
        if events is None or events[0].key != item.report or events[0].report.score is None:
            return "judge"
        return "unchanged" if events[0].stands or not self._wish.allow_lower else "judge"

    def _missing(self, item: Item) -> list[Task]:
        """Return the wanted tasks that have to be observed."""
        if self._wish.rerun and item.traces and item.content not in self._repeated:
            return list(self._tasks)
        known = [self._desk.trace(key) for key in item.traces.values()]
        if any(found and complete(found[0]) for found in known):
            return []
        there = {found[0].task for found in known if found}
        return [task for task in self._tasks if task.id in item.traces and task.id not in there]

    # ------------------------------------------------------------------ one hand-in, in a thread

    def _settle(self, item: Item, bench: Bench) -> Report:
        started = time.monotonic()
        if item.state == "unchanged":
            return self.standing(item)
        with self._alone(item.content):
            faults = self._observe(item, bench)
        evidence, tier = self._recall(item)
        pieces = {piece.task: piece for piece in (*evidence, *faults)}
        ordered = [pieces[task.id] for task in self._lesson.tasks if task.id in pieces]
        report = bench.judge(item.submission, ordered, tier=tier or bench.tier, started=started)
        if report.gradable and len(report.tasks) < len(self._lesson.tasks):
            return self._narrow(report)  # only some tasks were asked for so far
        return self._narrow(self._keep(item, report))

    def _observe(self, item: Item, bench: Bench) -> list[Evidence]:
        """Observe what is missing and keep it; return what could not be observed, by our fault."""
        missing = self._missing(item)
        if not missing:
            return []
        evidence = bench.observe(item.submission, missing)
        seen = [piece for piece in evidence if piece.fault is None]
        if seen:
            traces = [pack(piece, item.traces[piece.task], self._desk.store) for piece in seen]
            event = Observed(now(), item.submission.student, bench.tier, tuple(traces))
            self._desk.add(event)
        self._repeated.add(item.content)
        return [piece for piece in evidence if piece.fault is not None]

    def _recall(self, item: Item) -> tuple[list[Evidence], str]:
        """Return all that is known of a hand-in, and the tier of the jail it was observed in."""
        known = [found for key in item.traces.values() if (found := self._desk.trace(key))]
        whole = [found for found in known if complete(found[0])] or known
        evidence = [unpack(trace, self._desk.store) for trace, _ in whole]
        return evidence, whole[-1][1] if whole else ""

    def _keep(self, item: Item, report: Report) -> Report:
        """Write the report down, and return the one that stands."""
        student = item.submission.student
        events = self._desk.judged(student)
        before = events[1] if events else None
        same = before is not None and before.submission == item.content
        lower = same and not self._wish.allow_lower and _rank(report) < _rank(before.report)
        self._desk.store.put([nameless(item.submission)])
        differs = same and Change.between(before.report, report) is not None
        event = Judged(
            when=now(),
            student=student,
            submission=item.content,
            key=item.report,
            report=report,
            stands=not lower,
            before=before.report if differs else None,
        )
        self._desk.add(event)
        return before.report if lower else report

    def _narrow(self, report: Report) -> Report:
        if not self._wish.tasks or not report.gradable:
            return report
        tasks = tuple(task for task in report.tasks if task.id in self._wish.tasks)
        return msgspec.structs.replace(report, tasks=tasks)

    @contextlib.contextmanager
    def _alone(self, content: str) -> Iterator[None]:
        """Let one thread at a time observe the same content, whoever handed it in."""
        with self._lock:
            lock = self._busy.setdefault(content, threading.Lock())
        with lock:
            yield


def _rank(report: Report) -> int:
    return -1 if report.score is None else report.score
