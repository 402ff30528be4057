"""What a whole course's reports say together: counts for the people who teach it."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from autograder.lesson import Lesson, Task
from autograder.reports.wording import STATES, headline, points_of
from autograder.results import Report, TaskResult

BINS = 10


class Bin(msgspec.Struct, frozen=True):
    """How many scores lie from `low` to `high`, both included; `percent` of the fullest bin."""

    low: int
    high: int
    count: int
    percent: int


class TaskRow(msgspec.Struct, frozen=True):
    """One task over all hand-ins that were graded; `mean` and `percent` are None without any."""

    id: str
    name: str
    max: int
    mean: float | None
    percent: int | None
    passed: int
    failed: int
    unwritten: int
    stopped: int
    ungraded: int


class Named(msgspec.Struct, frozen=True):
    """A known mistake: how often it was found, in which task, and what students read about it."""

    id: str
    task: str
    count: int
    sentence: str


class Unnamed(msgspec.Struct, frozen=True):
    """Failures that match no known mistake and break the same claim: next year's known mistakes."""

    task: str
    count: int
    headline: str


class Concern(msgspec.Struct, frozen=True):
    """Why a person should look at a hand-in. `place` is its number in the list of reports."""

    place: int
    student: str
    why: str
    details: str = ""


class Change(msgspec.Struct, frozen=True):
    """One student in two gradings: the scores (None: not graded), and the tasks that differ.

    `held` tells that the new score would be lower and that the old one stands.
    """

    student: str
    was: int | None
    now: int | None
    tasks: tuple[str, ...]
    held: bool = False

    @classmethod
    def between(cls, before: Report, after: Report, *, held: bool = False) -> Change | None:
        """Return what changed from one report to the other, or None if no result did."""
        old = {result.id: result for result in before.tasks}
        tasks = tuple(
            _task_change(old[result.id], result)
            for result in after.tasks
            if result.id in old and _verdict(old[result.id]) != _verdict(result)
        )
        if not tasks and (before.score, before.gradable) == (after.score, after.gradable):
            return None
        return cls(after.student, before.score, after.score, tasks, held)

    @property
    def gain(self) -> int:
        """Points that are gained, or lost (negative), or would be."""
        return (self.now or 0) - (self.was or 0)


class Summary(msgspec.Struct, frozen=True):
    """Everything that the course page and the summary after a run tell.

    Attributes:
        scores: of the hand-ins that could be read and were graded in full, lowest first.
    """

    hand_ins: int
    unreadable: int
    ungraded: int
    full: int
    scores: tuple[int, ...]
    bins: tuple[Bin, ...]
    tasks: tuple[TaskRow, ...]
    named: tuple[Named, ...]
    unnamed: tuple[Unnamed, ...]
    concerns: tuple[Concern, ...]
    tiers: tuple[str, ...]

    @property
    def median(self) -> float:
        """The score in the middle."""
        return statistics.median(self.scores)

    @property
    def mean(self) -> float:
        """The average score."""
        return statistics.fmean(self.scores)


def summarize(reports: Sequence[Report], lesson: Lesson) -> Summary:
    """Return the counts over all reports of a lesson."""
    read = [report for report in reports if report.gradable]
    scores = sorted(report.score for report in read if report.score is not None)
    return Summary(
        hand_ins=len(reports),
        unreadable=len(reports) - len(read),
        ungraded=sum(report.score is None for report in read),
        full=sum(score == lesson.points for score in scores),
        scores=tuple(scores),
        bins=count_bins(scores, lesson.points),
        tasks=tuple(_task_row(task, read) for task in lesson.tasks),
        named=_named(read),
        unnamed=_unnamed(read),
        concerns=tuple(
            concern for place, r in enumerate(reports) for concern in _concerns(place, r)
        ),
        tiers=tuple(sorted({report.tier for report in reports})),
    )


def _verdict(result: TaskResult) -> tuple[object, ...]:
    return result.points, result.outcome, result.misconceptions, result.groups_wrong


def _task_change(old: TaskResult, new: TaskResult) -> str:
    """Return "2.4 pad_labels 5/10 FAIL -> 10/10 ok" with the ids and groups that make the difference."""
    was, now = (f"{points_of(r)} {STATES[r.outcome]}{_ids(r)}" for r in (old, new))
    fixed = sorted(set(old.groups_wrong) - set(new.groups_wrong))
    broken = sorted(set(new.groups_wrong) - set(old.groups_wrong))
    groups = [f"holds now: {', '.join(fixed)}"] if fixed else []
    groups += [f"fails now: {', '.join(broken)}"] if broken else []
    why = f" ({'; '.join(groups)})" if groups else ""
    return f"{new.id} {new.name} {was} -> {now}{why}"


def _ids(result: TaskResult) -> str:
    return f" {'+'.join(result.misconceptions)}" if result.misconceptions else ""


def count_bins(scores: Sequence[int], points: int) -> tuple[Bin, ...]:
    """Sort scores from 0 to `points` into at most ten bins of whole numbers."""
    edges = [-(-points * i // BINS) for i in range(BINS)] + [points + 1]  # rounded up
    ranges = [(a, b - 1) for a, b in itertools.pairwise(edges) if a < b]
    counts = [sum(low <= score <= high for score in scores) for low, high in ranges]
    fullest = max(counts, default=0) or 1
    return tuple(
        Bin(low, high, count, 100 * count // fullest)
        for (low, high), count in zip(ranges, counts, strict=True)
    )


def _task_row(task: Task, reports: Iterable[Report]) -> TaskRow:
    results = [result for report in reports for result in report.tasks if result.id == task.id]
    points = [result.points for result in results if result.points is not None]
    outcomes = Counter(result.outcome for result in results)
    return TaskRow(
        task.id,
        task.name,
        task.points,
        mean=statistics.fmean(points) if points else None,
        percent=round(100 * outcomes["passed"] / len(points)) if points else None,
        **{outcome: outcomes[outcome] for outcome in STATES},
    )


def _named(reports: Iterable[Report]) -> tuple[Named, ...]:
    """Count each id; its sentence comes from a failure with that id alone, where there is one."""
    found = sorted(_failures(reports), key=lambda result: len(result.misconceptions))
    counts = Counter(name for result in found for name in result.misconceptions)
    first = {name: result for result in reversed(found) for name in result.misconceptions}
    rows = [
        Named(name, first[name].id, count, _sentence(name, first[name]))
        for name, count in counts.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.id)))


def _sentence(name: str, result: TaskResult) -> str:
    others = " and ".join(other for other in result.misconceptions if other != name)
    return f"(with {others}) {headline(result)}" if others else headline(result)


def _unnamed(reports: Iterable[Report]) -> tuple[Unnamed, ...]:
    counts = Counter(
        (result.id, headline(result)) for result in _failures(reports) if not result.misconceptions
    )
    rows = [Unnamed(task, count, claim) for (task, claim), count in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.task, row.headline)))


def _failures(reports: Iterable[Report]) -> list[TaskResult]:
    return [result for report in reports for result in report.tasks if result.outcome == "failed"]


def _concerns(place: int, report: Report) -> list[Concern]:
    if not report.gradable:
        return [Concern(place, report.student, f"cannot be graded: {report.problem or ''}")]
    concerns = []
    for result in report.tasks:
        task = f"{result.id} {result.name}"
        if result.outcome == "ungraded":
            why = f"{task} not graded, by our own fault"
            concerns.append(Concern(place, report.student, why, result.fault))
        elif result.outcome == "stopped":
            why = f"{task} stopped: {headline(result)}"
            concerns.append(Concern(place, report.student, why))
    return concerns
