"""Several attempts of one student: which is new, and which counts, by the rule or by choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from autograder.intake.arrivals import Arrival
from autograder.intake.parcels import Parcel
from autograder.intake.records import Record, Rule, best, same_attempt

Choose = Callable[[str, Sequence[Record], Record], Record]
News = Literal["first", "newer", "unchanged", "promoted", "restored", "older", "late"]


class Attempt(msgspec.Struct, frozen=True):
    """One attempt of one student in this export.

    `record` is what would be written down, but for place and whether it counts; of an attempt that
    is put back it is what was written down before. `enrolled` is False if there is a roster and the
    student is not on it.
    """

    arrival: Arrival
    parcel: Parcel
    record: Record
    enrolled: bool = True
    news: News = "first"


def ask(
    attempts: Sequence[Attempt], before: Sequence[Record], rule: Rule, choose: Choose
) -> dict[str, Record]:
    """Return the attempt that a person chooses, of everybody with several.

    Where one was chosen among all of them before, nobody is asked again.

    Args:
        attempts: of this export.
        before: what was taken in earlier.
        rule: which of several counts, if nobody chooses.
        choose: gets a student, the attempts in the order of time, and the one that counts by the
            rule; returns one of them.
    """
    chosen = {}
    for student in dict.fromkeys(attempt.record.student for attempt in attempts):
        old = [record for record in before if record.student == student]
        mine = (attempt.record for attempt in attempts if attempt.record.student == student)
        rivals = [*old, *(record for record in mine if not _is_known(record, old))]
        there = [record for record in rivals if record.place is not None]
        if len(there) > 1 and max(record.chosen for record in there) < len(rivals):
            in_time = sorted(there, key=lambda record: record.age)
            record = choose(student, in_time, best(rivals, rule))
            chosen[student] = msgspec.structs.replace(record, chosen=len(rivals))
    return chosen


def put_back(before: Sequence[Record], attempts: Iterable[Attempt]) -> list[Record]:
    """Return what was taken in earlier; what is gone and comes again is as if not written yet."""
    gone = {record.student for record in before if record.place is None}
    coming = set()
    for mine in (attempt.record for attempt in attempts if attempt.record.student in gone):
        known = [record for record in before if same_attempt(record, mine)]
        if known and all(record.place is None for record in known):
            coming.add(known[0].key)
    return [msgspec.structs.replace(r, place="") if r.key in coming else r for r in before]


def mark(record: Record, chosen: Mapping[str, Record]) -> Record:
    """Return a record, or the one that says that a person chose it."""
    mine = chosen.get(record.student)
    return mine if mine is not None and mine.key == record.key else record


def with_news(
    attempts: Iterable[Attempt], before: Sequence[Record], rule: Rule
) -> Iterable[Attempt]:
    """Yield each attempt with what it changes.

    Args:
        attempts: of this export.
        before: what was taken in earlier.
        rule: which of several counts.
    """
    attempts = list(attempts)
    old: dict[str, list[Record]] = {}
    for record in before:
        old.setdefault(record.student, []).append(record)
    new: dict[str, list[Record]] = {}
    for record in (attempt.record for attempt in attempts):
        if not _is_known(record, old.get(record.student, ())):
            new.setdefault(record.student, []).append(record)
    for attempt in attempts:
        mine, theirs = attempt.record, old.get(attempt.record.student, ())
        known = next((r for r in theirs if r.place is not None and same_attempt(mine, r)), None)
        if known is not None and not known.place:
            yield msgspec.structs.replace(attempt, record=known, news="restored")
            continue
        winner = best([*theirs, *new.get(mine.student, ())], rule)
        news = _news_of_known(known, winner) if known else _news(mine, winner, again=bool(theirs))
        yield msgspec.structs.replace(attempt, news=news)


def _is_known(record: Record, old: Iterable[Record]) -> bool:
    return any(same_attempt(record, known) for known in old)


def _news_of_known(known: Record, winner: Record) -> News:
    return "promoted" if winner is known and not known.counts else "unchanged"


def _news(record: Record, winner: Record, *, again: bool) -> News:
    if winner is record:
        return "newer" if again else "first"
    return "late" if record.late and record.handed_in else "older"
