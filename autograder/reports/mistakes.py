"""Which mistakes were made, how often, and by whom: the whole class, or the weaker part of it."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from autograder.reports.wording import headline
from autograder.results import Report, TaskResult

BANDS = 4
SHADES = (10, 25, 50)  # percent from which a cell has the next shade
NO_NAME = ""


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


class Band(msgspec.Struct, frozen=True):
    """The hand-ins with scores from `low` to `high`, both included."""

    low: int
    high: int
    count: int


class Share(msgspec.Struct, frozen=True):
    """How many hand-ins, in percent of those asked about, and as a shade: 0 (none) to 4 (most)."""

    count: int
    percent: int
    level: int


class HeatRow(msgspec.Struct, frozen=True):
    """One mistake of one task: its share of the whole class and of each band. `id` "" has no name."""

    task: str
    id: str
    all: Share
    bands: tuple[Share, ...]
    sentence: str


class Heat(msgspec.Struct, frozen=True):
    """Mistakes against bands of the class, the most common mistake first."""

    bands: tuple[Band, ...]
    rows: tuple[HeatRow, ...]


def find_named(reports: Iterable[Report]) -> tuple[Named, ...]:
    """Count each id; its sentence comes from a failure with that id alone, where there is one."""
    found = sorted(_failures(reports), key=lambda result: len(result.misconceptions))
    counts = Counter(name for result in found for name in result.misconceptions)
    first = {name: result for result in reversed(found) for name in result.misconceptions}
    rows = [
        Named(name, first[name].id, count, _sentence(name, first[name]))
        for name, count in counts.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.id)))


def find_unnamed(reports: Iterable[Report]) -> tuple[Unnamed, ...]:
    """Count the failures without a name by the claim that does not hold."""
    counts = Counter(
        (result.id, headline(result)) for result in _failures(reports) if not result.misconceptions
    )
    rows = [Unnamed(task, count, claim) for (task, claim), count in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.task, row.headline)))


def make_heat(reports: Sequence[Report]) -> Heat:
    """Return every mistake that was made against the bands of the class.

    A mistake of the weakest alone asks for an exercise; one of the strongest, too, asks for a look at
    the handout. Hand-ins graded in part are in no band.

    Args:
        reports: of hand-ins that could be read, as they were judged.
    """
    bands = split_bands([report.score for report in reports if report.score is not None])
    groups = [
        [r for r in reports if r.score is not None and b.low <= r.score <= b.high] for b in bands
    ]
    everybody, each = _count(reports), [_count(group) for group in groups]
    sentences = {(row.task, row.id): row.sentence for row in find_named(reports)}
    rows = [
        HeatRow(
            *key,
            _share(count, len(reports)),
            tuple(_share(c[key], len(g)) for c, g in zip(each, groups, strict=True)),
            sentences.get(key, ""),
        )
        for key, count in everybody.items()
    ]
    return Heat(bands, tuple(sorted(rows, key=lambda row: (-row.all.count, row.task, row.id))))


def split_bands(scores: Sequence[int]) -> tuple[Band, ...]:
    """Split the class into at most four bands of about equal size; equal scores stay together."""
    ordered = sorted(scores)
    bands: dict[int, list[int]] = {}
    for score in ordered:
        rank = bisect.bisect_left(ordered, score)
        bands.setdefault(BANDS * rank // len(ordered), []).append(score)
    return tuple(Band(band[0], band[-1], len(band)) for band in bands.values())


def _count(reports: Iterable[Report]) -> Counter[tuple[str, str]]:
    """Count hand-ins by task and mistake."""
    return Counter(
        (result.id, name)
        for result in _failures(reports)
        for name in result.misconceptions or (NO_NAME,)
    )


def _share(count: int, total: int) -> Share:
    percent = round(100 * count / total) if total else 0
    return Share(count, percent, 1 + bisect.bisect_right(SHADES, percent) if count else 0)


def _sentence(name: str, result: TaskResult) -> str:
    others = " and ".join(other for other in result.misconceptions if other != name)
    return f"(with {others}) {headline(result)}" if others else headline(result)


def _failures(reports: Iterable[Report]) -> list[TaskResult]:
    return [result for report in reports for result in report.tasks if result.outcome == "failed"]
