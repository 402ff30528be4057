"""What taking in an export comes to, before anything is written: whose it is, and what counts.

Of several attempts of one student the newest that is on time counts, else the newest; or the first
one, or the one that a person chooses. All are kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from autograder.errors import SubmissionError
from autograder.intake.arrivals import Arrival, Export
from autograder.intake.attempts import Attempt, Choose, ask, mark, put_back, with_news
from autograder.intake.entries import quote
from autograder.intake.moments import parse_moment
from autograder.intake.naming import Target
from autograder.intake.owners import Owner, Owners
from autograder.intake.parcels import Parcel, open_parcel
from autograder.intake.people import Directory, Member
from autograder.intake.records import Record, Rule, with_lateness
from autograder.intake.whose import Names
from autograder.lesson import Lesson

Due = Callable[[str], dt.datetime | None]


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
        before: what was taken in earlier, as late as it is now, and where it is now.
        rule: which of several attempts counts.
        chosen: the students of whom a person chose an attempt now.
    """

    export: Export
    target: Target
    attempts: tuple[Attempt, ...]
    nobodys: tuple[Arrival, ...] = ()
    missing: tuple[str, ...] = ()
    students: int | None = None
    renamed: tuple[tuple[str, str], ...] = ()
    before: tuple[Record, ...] = ()
    rule: Rule = "newest"
    chosen: tuple[str, ...] = ()


class Order(msgspec.Struct, frozen=True):
    """What an import goes by, besides the export itself.

    Attributes:
        lesson: whose due date and grace say what is late.
        others: module -> lesson, for the other lessons of the course.
        roster: the students; empty if none is given.
        records: what was taken in before, as late as it is now, and where it is now.
        due: a student's own due date.
        source: name of the file that is read.
        now: when this import is.
        names: what a person says about whose hand-ins are.
        rule: which of several attempts counts.
        choose: lets a person say which of the attempts of a student counts; None goes by the rule.
    """

    lesson: Lesson
    others: Mapping[str, str]
    roster: Sequence[Member]
    records: Sequence[Record]
    due: Due
    source: str
    now: dt.datetime
    names: Names = Names()
    rule: Rule = "newest"
    choose: Choose | None = None


def make_plan(export: Export, target: Target, order: Order) -> Plan:
    """Read every hand-in of an export and return what taking it in comes to.

    Raises:
        SubmissionError: the export is of another lesson, or a name that a person gave is not in it.
    """
    parcels = [open_parcel(arrival, target, order.others) for arrival in export.arrivals]
    arrivals = _with_names(export, parcels, order)
    earlier = {record.student: record.person for record in order.records}
    owners = Owners(arrivals, order.roster, earlier)
    attempts: list[Attempt] = []
    nobodys = []
    for arrival, parcel in zip(arrivals, parcels, strict=True):
        whose = owners.of(arrival)
        if whose:
            attempts += _attempts(arrival, parcel, whose, export.platform, order)
        else:
            nobodys.append(arrival)
    _check_lesson(attempts, order.lesson)
    here = {attempt.record.student for attempt in attempts}
    before = put_back(order.records, attempts)
    chosen = ask(attempts, before, order.rule, order.choose) if order.choose else {}
    before = [mark(record, chosen) for record in before]
    attempts = [msgspec.structs.replace(a, record=mark(a.record, chosen)) for a in attempts]
    return Plan(
        export,
        target,
        tuple(with_news(attempts, before, order.rule)),
        tuple(nobodys),
        tuple(member.key for member in order.roster if member.key not in here),
        len(order.roster) or None,
        tuple(_renamed(attempts, order.records)),
        tuple(before),
        order.rule,
        tuple(chosen),
    )


def _with_names(export: Export, parcels: Sequence[Parcel], order: Order) -> list[Arrival]:
    """Return the arrivals with the students whom a person named, now or when they came in before."""
    owners = order.names.owners
    for label in owners:
        if label not in (arrival.label for arrival in export.arrivals):
            raise SubmissionError(f"No hand-in in this export is called {quote(label)} (--name).")
    said: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for record in order.records:
        if record.by_hand:
            key = record.platform, record.label, record.digest
            said[key] = (*said.get(key, ()), record.student)
    return [
        msgspec.structs.replace(
            arrival,
            named=owners.get(arrival.label)
            or said.get((export.platform, arrival.label, parcel.digest), ()),
        )
        for arrival, parcel in zip(export.arrivals, parcels, strict=True)
    ]


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
    arrival: Arrival, parcel: Parcel, owners: Sequence[Owner], platform: str, order: Order
) -> Iterable[Attempt]:
    """Yield the attempt of each owner of one arrival."""
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
            by_hand=bool(arrival.named),
        )
        dated = with_lateness(record, order.lesson, order.due(owner.key))
        yield Attempt(arrival, parcel, dated, owner.enrolled)


def _on_worksheet(student: str, order: Order) -> dt.datetime | None:
    """Return when a student handed in, if the roster is a worksheet that says so."""
    said = next((m.handed_in for m in order.roster if m.key == student), "")
    return parse_moment(said, order.lesson.clock)


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
