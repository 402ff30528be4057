"""Several attempts of one student: which is new, and which counts, by the rule or by choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from autograder.intake.arrivals import Arrival
from autograder.intake.parcels import Parcel
from autograder.intake.records import Record, Rule, best, same_attempt

Choose = Callable[[str, Sequence[Record], Record], Record]
News = Literal["first", "newer", "unchanged", "promoted", "older", "late"]


class Attempt(msgspec.Struct, frozen=True):
    """One attempt of one student in this export.

    `record` is what would be written down, but for place and whether it counts; `enrolled` is False
    if there is a roster and the student is not on it.
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
        if len(rivals) > 1 and max(record.chosen for record in rivals) < len(rivals):
            in_time = sorted(rivals, key=lambda record: record.age)
            record = choose(student, in_time, best(rivals, rule))
            chosen[student] = msgspec.structs.replace(record, chosen=len(rivals))
    return chosen


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
        student = attempt.record.student
        news = _news(attempt.record, old.get(student, ()), new.get(student, ()), rule)
        yield msgspec.structs.replace(attempt, news=news)


def _is_known(record: Record, old: Iterable[Record]) -> bool:
    return any(same_attempt(record, known) for known in old)


def _news(record: Record, old: Sequence[Record], new: Sequence[Record], rule: Rule) -> News:
    winner = best([*old, *new], rule)
    known = next((r for r in old if same_attempt(record, r)), None)
    if known is not None:
        return "promoted" if winner is known and not known.counts else "unchanged"
    if winner is record:
        return "newer" if old else "first"
    return "late" if record.late and record.handed_in else "older"
