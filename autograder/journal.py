"""What a course run remembers: lines of JSON, each on disk before work goes on.

    {"type": "run", ...}        first line: which lesson, and the seed of every input of this run
    {"type": "basis", ...}      digests of what reports depend on besides the hand-ins
    {"type": "observed", ...}   what the probes saw of one hand-in (numbers: see `store`)
    {"type": "judged", ...}     the report on one hand-in, and whether it stands
    {"type": "told", ...}       everybody whose result changed up to here has been named

The order of lines is the order of events; the clock is never asked.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from autograder.growing import Lines
from autograder.observation import Problem, Stop
from autograder.results import Report


class Run(msgspec.Struct, frozen=True, tag="run"):
    """The beginning of a journal, which stays. `bundle` is what it is graded from, if it is sealed."""

    when: dt.datetime
    lesson: str
    seed: int
    bundle: str | None = None


class Basis(msgspec.Struct, frozen=True, tag="basis"):
    """What reports depend on besides the hand-ins, from here on: name of the part -> digest."""

    when: dt.datetime
    parts: dict[str, str]


class Trace(msgspec.Struct, frozen=True):
    """What came back about one task: a `Reply` or a `Stop`, with its observations by digest.

    `key` is the content key of the observation: whatever gives the same key need not run again.
    """

    task: str
    key: str
    plain: str | None = None
    stand_in: str | None = None
    problem: Problem | None = None
    file: str | None = None
    line: int | None = None
    stop: Stop | None = None
    seconds: float = 0.0


class Observed(msgspec.Struct, frozen=True, tag="observed"):
    """What the sandbox brought back about one hand-in, and the tier of the jail it ran in."""

    when: dt.datetime
    student: str
    tier: str
    traces: tuple[Trace, ...]


class Judged(msgspec.Struct, frozen=True, tag="judged"):
    """One report. `submission` names the hand-in in the store, `key` is the report's content key.

    `stands` is False for a report that would lower the score of a hand-in that has not changed, and
    `before` is what that hand-in had until now, if its result differs.
    """

    when: dt.datetime
    student: str
    submission: str
    key: str
    report: Report
    stands: bool = True
    before: Report | None = None


class Told(msgspec.Struct, frozen=True, tag="told"):
    """Who changed up to here has been named to a person."""

    when: dt.datetime


Event = Run | Basis | Observed | Judged | Told


def open_journal(path: Path, *, writable: bool) -> Lines[Event]:
    """Open the journal of a course run."""
    return Lines(path, Event, writable=writable)  # type: ignore[arg-type]


def now() -> dt.datetime:
    """Return the time as it is written into records."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
