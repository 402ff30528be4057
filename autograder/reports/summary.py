"""What a whole course's reports say together: counts for the people who teach it."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterable, Sequence

import msgspec

from autograder.lesson import Lesson
from autograder.reports.items import TaskRow, task_rows
from autograder.reports.mistakes import Heat, Named, Unnamed, find_named, find_unnamed, make_heat
from autograder.reports.wording import STATES, headline, points_of
from autograder.results import Report, TaskResult

BINS = 10


class Bin(msgspec.Struct, frozen=True):
    """How many scores lie from `low` to `high`, both included; `percent` of the fullest bin."""

    low: int
    high: int
    count: int
    percent: int


class Concern(msgspec.Struct, frozen=True):
    """Why a person should look at a hand-in. `place` is its number in the list of reports."""

    place: int
    student: str
    why: str
    details: str = ""


class Need(msgspec.Struct, frozen=True):
    """One reason to look at hand-ins, and their numbers in the list of reports."""

    why: str
    details: str
    places: tuple[int, ...]


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
        scores: what counts of the hand-ins that could be read, or were given points by a person.
        moved: how many of them count other than they were judged.
        people: hand-ins that a person should look at: with a concern, or a failure without a name.
    """

    hand_ins: int
    unreadable: int
    ungraded: int
    full: int
    moved: int
    scores: tuple[int, ...]
    bins: tuple[Bin, ...]
    tasks: tuple[TaskRow, ...]
    heat: Heat
    named: tuple[Named, ...]
    unnamed: tuple[Unnamed, ...]
    concerns: tuple[Concern, ...]
    people: int
    tiers: tuple[str, ...]

    @property
    def median(self) -> float:
        """The score in the middle."""
        return statistics.median(self.scores)

    @property
    def mean(self) -> float:
        """The average score."""
        return statistics.fmean(self.scores)


def summarize(
    reports: Sequence[Report], lesson: Lesson, *, counting: Sequence[int | None] | None = None
) -> Summary:
    """Return the counts over all reports of a lesson.

    Args:
        reports: as they were judged; tasks and mistakes are counted on these.
        lesson: the lesson.
        counting: what each counts as after people's decisions and the late policy, in the same
            order; default: what was judged.
    """
    judged = [report.score for report in reports]
    pairs = list(zip(reports, judged if counting is None else counting, strict=True))
    settled = [(report, score) for report, score in pairs if report.gradable or score]
    scores = sorted(score for _, score in settled if score is not None)
    read = [report for report in reports if report.gradable]
    concerns = [concern for place, r in enumerate(reports) for concern in _concerns(place, r)]
    nameless = {place for place, r in enumerate(reports) if r.gradable and find_unnamed([r])}
    return Summary(
        hand_ins=len(reports),
        unreadable=len(reports) - len(settled),
        ungraded=len(settled) - len(scores),
        full=sum(score >= lesson.points for score in scores),
        moved=sum(score is not None and score != report.score for report, score in settled),
        scores=tuple(scores),
        bins=count_bins(scores, lesson.points),
        tasks=task_rows(read, lesson),
        heat=make_heat(read),
        named=find_named(read),
        unnamed=find_unnamed(read),
        concerns=tuple(concerns),
        people=len(nameless | {concern.place for concern in concerns}),
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
    """Sort scores into at most ten bins of whole numbers, from 0 to `points`.

    A score that was judged when the lesson had more points, and that stands, is in the last one.
    """
    top = max(points, *scores, 0)
    edges = [-(-points * i // BINS) for i in range(BINS)] + [top + 1]  # rounded up
    ranges = [(a, b - 1) for a, b in itertools.pairwise(edges) if a < b]
    counts = [sum(low <= score <= high for score in scores) for low, high in ranges]
    fullest = max(counts, default=0) or 1
    return tuple(
        Bin(low, high, count, 100 * count // fullest)
        for (low, high), count in zip(ranges, counts, strict=True)
    )


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


def group_concerns(concerns: Iterable[Concern]) -> tuple[Need, ...]:
    """Join what is the same for several hand-ins: our own faults first, then the most common."""
    places: dict[tuple[str, str], list[int]] = {}
    for concern in concerns:
        places.setdefault((concern.details, concern.why), []).append(concern.place)
    needs = [Need(why, details, tuple(found)) for (details, why), found in places.items()]
    return tuple(sorted(needs, key=lambda need: (not need.details, -len(need.places))))
