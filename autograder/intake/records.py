"""One attempt that was taken in: who, when, from where, how late; and which of several counts."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from typing import Literal

import msgspec

from autograder.intake.arrivals import Person
from autograder.lesson import Lesson

Rule = Literal["newest", "oldest"]  # which attempt counts: the newest on time, or the first one
Key = tuple[str, dt.datetime, str, str]


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
        place: its folder, below that of the course run; "" if it is not written yet, None if it is
            gone.
        counts: it is the one that is graded, from this line on.
        problem: why it cannot be graded as it is, or "".
        left_out: what was not kept of it.
        by_hand: a person said whose it is.
        chosen: among how many attempts, the first ones taken in, a person chose it; 0 if nobody did.
    """

    when: dt.datetime
    student: str
    platform: str
    source: str
    label: str
    person: Person
    digest: str
    place: str | None
    counts: bool
    partners: tuple[str, ...] = ()
    handed_in: dt.datetime | None = None
    late: bool = False
    minutes_late: int | None = None
    problem: str = ""
    left_out: tuple[str, ...] = ()
    number: int = 0
    by_hand: bool = False
    chosen: int = 0

    @property
    def key(self) -> Key:
        """What stays the same when a later line says where the attempt lies now."""
        return self.student, self.when, self.digest, self.label

    @property
    def age(self) -> tuple[dt.datetime, int]:
        """Order in time of the attempts of one student."""
        return self.handed_in or self.when, self.number


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


def best(records: Iterable[Record], rule: Rule = "newest") -> Record:
    """Return the attempt that counts among those of one student.

    Of equal ones it is the last, or, by "oldest", the first. What a person chose counts before all
    that was there then; what was taken in later competes with it by the rule. What is gone cannot
    count.

    Args:
        records: in the order in which they were taken in; not all are gone.
        rule: which of several counts.
    """
    rivals = list(records)
    choice = max(rivals, key=lambda record: record.chosen)
    if choice.chosen and choice.place is not None:
        rivals = [choice, *rivals[choice.chosen :]]
    rivals = [record for record in rivals if record.place is not None]
    if rule == "oldest":
        return min(rivals, key=lambda record: record.age)
    return max(reversed(rivals), key=lambda record: (not record.late, *record.age))
