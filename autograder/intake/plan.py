"""What taking in an export comes to, before anything is written: whose it is, and what counts.

Of several attempts of one student the newest that is on time counts, else the newest. All are kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from autograder.errors import SubmissionError
from autograder.intake.arrivals import Arrival, Export
from autograder.intake.moments import parse_moment
from autograder.intake.naming import Target
from autograder.intake.owners import Owner, Owners
from autograder.intake.parcels import Parcel, open_parcel
from autograder.intake.people import Directory, Member
from autograder.intake.records import Record, best, same_attempt, with_lateness
from autograder.lesson import Lesson

Due = Callable[[str], dt.datetime | None]
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


class Plan(msgspec.Struct, frozen=True):
    """An import as a whole.

    Attributes:
        export: what was recognised.
        target: the module that is looked for.
        attempts: of everybody, as they would be written down.
        nobodys: attempts that do not say whose they are.
        missing: who is on the roster and not here.
        students: how many are on the roster; None if there is none.
        renamed: who came in under another name so far: that one, and the present one.
    """

    export: Export
    target: Target
    attempts: tuple[Attempt, ...]
    nobodys: tuple[Arrival, ...] = ()
    missing: tuple[str, ...] = ()
    students: int | None = None
    renamed: tuple[tuple[str, str], ...] = ()


class Order(msgspec.Struct, frozen=True):
    """What an import goes by, besides the export itself.

    Attributes:
        lesson: whose due date and grace say what is late.
        others: module -> lesson, for the other lessons of the course.
        roster: the students; empty if none is given.
        records: what was taken in before, as late as it is now.
        due: a student's own due date.
        source: name of the file that is read.
        now: when this import is.
    """

    lesson: Lesson
    others: Mapping[str, str]
    roster: Sequence[Member]
    records: Sequence[Record]
    due: Due
    source: str
    now: dt.datetime


def make_plan(export: Export, target: Target, order: Order) -> Plan:
    """Read every hand-in of an export and return what taking it in comes to.

    Raises:
        SubmissionError: the export is of another lesson.
    """
    earlier = {record.student: record.person for record in order.records}
    owners = Owners(export.arrivals, order.roster, earlier)
    attempts: list[Attempt] = []
    nobodys = []
    for arrival in export.arrivals:
        whose = owners.of(arrival)
        if whose:
            attempts += _attempts(arrival, whose, export.platform, target, order)
        else:
            nobodys.append(arrival)
    _check_lesson(attempts, order.lesson)
    here = {attempt.record.student for attempt in attempts}
    return Plan(
        export,
        target,
        tuple(_with_news(attempts, order.records)),
        tuple(nobodys),
        tuple(member.key for member in order.roster if member.key not in here),
        len(order.roster) or None,
        tuple(_renamed(attempts, order.records)),
    )


def _renamed(attempts: Sequence[Attempt], records: Sequence[Record]) -> Iterable[tuple[str, str]]:
    """Yield who was taken in under another name before, which happens if a roster comes later."""
    here = {attempt.record.student for attempt in attempts}
    earlier = {record.student: record.person for record in records if record.student not in here}
    known = Directory(Member(key, person) for key, person in earlier.items())
    for attempt in attempts:
        before = known.find(attempt.record.person)
        if before is not None:
            yield before.key, attempt.record.student


def _attempts(
    arrival: Arrival, owners: Sequence[Owner], platform: str, target: Target, order: Order
) -> Iterable[Attempt]:
    """Yield the attempt of each owner of one arrival, which is read once."""
    parcel = open_parcel(arrival, target, order.others)
    for owner in owners:
        record = Record(
            when=order.now,
            student=owner.key,
            platform=platform,
            source=order.source,
            label=arrival.label,
            person=owner.person,
            digest=parcel.digest,
            place="",
            counts=False,
            partners=tuple(other.key for other in owners if other != owner),
            handed_in=arrival.handed_in or _on_worksheet(owner.key, order),
            late=arrival.late,
            problem=parcel.problem,
            left_out=parcel.left_out,
            number=arrival.number,
        )
        dated = with_lateness(record, order.lesson, order.due(owner.key))
        yield Attempt(arrival, parcel, dated, owner.enrolled)


def _on_worksheet(student: str, order: Order) -> dt.datetime | None:
    """Return when a student handed in, if the roster is a worksheet that says so."""
    zone = order.lesson.due.tzinfo if order.lesson.due else None
    said = next((m.handed_in for m in order.roster if m.key == student), "")
    return parse_moment(said, zone or dt.UTC)


def _check_lesson(attempts: Sequence[Attempt], lesson: Lesson) -> None:
    """Refuse an export in which nothing can be graded and most is of another lesson."""
    elsewhere = [a.parcel.elsewhere for a in attempts if a.parcel.elsewhere]
    usable = any(a.parcel.state in ("ready", "notebook", "syntax") for a in attempts)
    if usable or 2 * len(elsewhere) < len(attempts) or not elsewhere:
        return
    most = max(sorted(set(elsewhere)), key=elsewhere.count)
    raise SubmissionError(
        f"This export is of another lesson: {elsewhere.count(most)} of {len(attempts)} hand-ins "
        f"hold the module of {most}, none {lesson.module}. Nothing was written. "
        f"Take it in with --lesson {most.partition('_')[0]}."
    )


def _with_news(attempts: Sequence[Attempt], records: Sequence[Record]) -> Iterable[Attempt]:
    """Yield each attempt with what it changes."""
    before: dict[str, list[Record]] = {}
    for record in records:
        before.setdefault(record.student, []).append(record)
    fresh: dict[str, list[Record]] = {}
    for record in (attempt.record for attempt in attempts):
        if not _known(record, before):
            fresh.setdefault(record.student, []).append(record)
    for attempt in attempts:
        yield msgspec.structs.replace(attempt, news=_news(attempt.record, before, fresh))


def _known(record: Record, before: Mapping[str, Sequence[Record]]) -> bool:
    return any(same_attempt(record, known) for known in before.get(record.student, ()))


def _news(
    record: Record, before: Mapping[str, Sequence[Record]], fresh: Mapping[str, Sequence[Record]]
) -> News:
    earlier = before.get(record.student, ())
    known = next((r for r in earlier if same_attempt(record, r)), None)
    if known is not None:
        winner = best([*earlier, *fresh.get(record.student, ())])
        return "promoted" if winner is known and not known.counts else "unchanged"
    if best([*earlier, *fresh[record.student]]) is record:
        return "newer" if earlier else "first"
    return "late" if record.late and record.handed_in else "older"
