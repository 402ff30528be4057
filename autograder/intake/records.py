"""One attempt that was taken in: who, when, from where, how late; and which of several counts."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

import msgspec

from autograder.intake.arrivals import Person
from autograder.lesson import Lesson


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One attempt that was taken in, as a line of the course run's `imports.jsonl`.

    A later line with the same `key` takes the place of an earlier one.

    Attributes:
        when: when it was taken in.
        student: whose it is; `partners` handed in the same.
        platform: where from; `source` is the file's name and `label` what the export calls it.
        person: the student as the platform writes them.
        handed_in: when; None if the platform does not say.
        late: the platform calls it late, or it came after due date and grace.
        minutes_late: after the due date, rounded up; None if that is not known.
        digest: name of its content.
        place: its folder, below that of the course run.
        counts: it is the one that is graded, from this line on.
        problem: why it cannot be graded as it is, or "".
        left_out: what was not kept of it.
    """

    when: dt.datetime
    student: str
    platform: str
    source: str
    label: str
    person: Person
    digest: str
    place: str
    counts: bool
    partners: tuple[str, ...] = ()
    handed_in: dt.datetime | None = None
    late: bool = False
    minutes_late: int | None = None
    problem: str = ""
    left_out: tuple[str, ...] = ()
    number: int = 0

    @property
    def key(self) -> tuple[str, dt.datetime, str, str]:
        """What stays the same when a later line says where the attempt lies now."""
        return self.student, self.when, self.digest, self.label

    @property
    def rank(self) -> tuple[bool, dt.datetime, int]:
        """Order of the attempts of one student: the greatest counts."""
        return not self.late, self.handed_in or self.when, self.number


def with_lateness(record: Record, lesson: Lesson, due: dt.datetime | None) -> Record:
    """Return a record with how late it is, as far as its time is known; `due` is the student's own."""
    if record.handed_in is None or due is None:
        return record
    after = record.handed_in - due
    return msgspec.structs.replace(
        record,
        late=after > dt.timedelta(minutes=lesson.late.grace_minutes),
        minutes_late=max(0, math.ceil(after / dt.timedelta(minutes=1))),
    )


def same_attempt(one: Record, other: Record) -> bool:
    """Tell whether two records speak of one attempt: one content, and no two times."""
    times = {one.handed_in, other.handed_in} - {None}
    return (one.student, one.digest) == (other.student, other.digest) and len(times) < 2


def best(records: Iterable[Record]) -> Record:
    """Return the attempt that counts among those of one student; of equal ones the last."""
    return max(reversed(list(records)), key=lambda record: record.rank)
