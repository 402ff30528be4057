"""What an import says: one fact a line, names of the export in quotes, problems in words."""

from __future__ import annotations

import datetime as dt
import shlex
import textwrap
from collections.abc import Callable, Iterable, Sequence

from autograder.clean import clean_name, clean_prose
from autograder.intake.attempts import Attempt
from autograder.intake.entries import quote
from autograder.intake.plan import Plan
from autograder.intake.records import Record

WIDTH = 80
SHOWN = 10  # hand-ins that are named one by one under a line
MOST = 6  # names on one line

_STATES = (
    ("syntax", "Python cannot read the module (syntax error)"),
    ("notebook", "handed in as a notebook: converted, please look"),
    ("unreadable", "cannot be graded as they are"),
    ("refused", "refused, and only the reason kept"),
)
_NEWS = {
    "newest": {
        "newer": "newer than what was taken in{when}: newest counts, older kept",
        "unchanged": "taken in before and unchanged",
        "promoted": "taken in before, and count now: their due dates have moved",
        "restored": "taken in before, but the folder is gone: put back",
        "older": "older than another attempt: kept, not graded",
        "late": "late, and an earlier one was on time: kept, not graded",
    },
    "oldest": {
        "newer": "older than what was taken in{when}: oldest counts, newer kept",
        "unchanged": "taken in before and unchanged",
        "promoted": "taken in before, and count now: oldest counts",
        "restored": "taken in before, but the folder is gone: put back",
        "older": "newer than another attempt: kept, not graded",
        "late": "newer than another attempt, and late: kept, not graded",
    },
}


def plan_lines(plan: Plan) -> list[str]:
    """Return the plan of an import."""
    lines = [*_wrapped(_headline(plan), ""), ""]
    sorts = {state: [] for state in ("ready", *(state for state, _ in _STATES))}
    for attempt in plan.attempts:
        sorts[attempt.parcel.state].append(attempt)
    lines += _counted(len(sorts["ready"]), "ready" + _aside(sorts["ready"]))
    for state, words in _STATES:
        if sorts[state]:
            lines += _counted(len(sorts[state]), words + _aside(sorts[state]))
            lines += _listed(sorts[state])
    return [*lines, *_oddities(plan), *_changes(plan), *_absent(plan), *_advice(plan)]


def needs_person(plan: Plan) -> bool:
    """Tell whether somebody has to look at something before the marks are right."""
    return bool(
        plan.nobodys
        or plan.export.unread
        or plan.renamed
        or any(
            a.parcel.state != "ready" or not a.enrolled or _unknown_lateness(a)
            for a in plan.attempts
        )
    )


def _headline(plan: Plan) -> str:
    export = plan.export
    count = len(export.arrivals)
    everybody = {attempt.record.student for attempt in plan.attempts}
    enrolled = {attempt.record.student for attempt in plan.attempts if attempt.enrolled}
    grouped = {attempt.record.student for attempt in plan.attempts if attempt.record.partners}
    who = _many(len(everybody), "student")
    if plan.students is not None:
        who = f"{len(enrolled)} of {_many(plan.students, 'student')}"
    title = "Plain folder" if export.platform == "folder" else f"{export.title} export"
    groups = f" ({len(grouped)} in groups)" if grouped else ""
    return f"{title}: {_many(count, 'hand-in')}, {who}{groups}."


def _aside(attempts: Sequence[Attempt]) -> str:
    late = [a for a in attempts if a.record.late]
    by = sorted(a.record.minutes_late for a in late if a.record.minutes_late is not None)
    opened = sum(attempt.parcel.opened for attempt in attempts)
    told = []
    if late:
        told.append(f"{len(late)} late{_span(by)}")
    if opened:
        told.append(f"{opened} opened from an archive inside")
    return f" ({'; '.join(told)})" if told else ""


def _span(minutes: Sequence[int]) -> str:
    if not minutes:
        return ""
    if minutes[0] == minutes[-1]:
        return f", by {_duration(minutes[0])}"
    return f", by {_duration(minutes[0])} to {_duration(minutes[-1])}"


def _duration(minutes: int) -> str:
    if minutes < 120:
        return f"{minutes} min"
    return f"{round(minutes / 60)} h" if minutes < 72 * 60 else f"{round(minutes / 1440)} days"


def _listed(attempts: Sequence[Attempt]) -> list[str]:
    lines = []
    for attempt in attempts[:SHOWN]:
        student, label = clean_name(attempt.record.student), attempt.record.label
        text = student if label == student else f"{student}, {quote(label)}"
        lines += _wrapped(f"{text}: {_why(attempt)}" if _why(attempt) else text, " " * 7)
    if len(attempts) > SHOWN:
        lines.append(f"{' ' * 7}and {len(attempts) - SHOWN} more")
    return lines


def _why(attempt: Attempt) -> str:
    if attempt.parcel.elsewhere:
        return f"the module of {attempt.parcel.elsewhere}, another lesson."
    return clean_prose(attempt.parcel.problem)


def _oddities(plan: Plan) -> list[str]:
    strangers = [_with_label(a.record) for a in plan.attempts if not a.enrolled]
    unknown = [a.record.student for a in plan.attempts if _unknown_lateness(a)]
    timeless = sum(a.record.handed_in is None and not a.record.late for a in plan.attempts)
    labels = [arrival.label for arrival in plan.nobodys]
    return [
        *_named(strangers, "not on the roster, or not clearly one of it; kept all the same", str),
        *_named(labels, "do not say whose they are, so they are left out", quote),
        *_named(plan.export.unread, "other names in the export, so they are left out", quote),
        *_named(
            [f"{before} is {after}" for before, after in plan.renamed],
            "known by another name so far: remove the folder of the old one",
        ),
        *_named(
            unknown, "called late, not by how much: write hand-ins.csv, or give a roster with times"
        ),
        *(_counted(timeless, "without a time: they count as on time") if timeless else ()),
    ]


def _with_label(record: Record) -> str:
    student = clean_name(record.student)
    return student if record.label == student else f"{student} ({quote(record.label)})"


def _unknown_lateness(attempt: Attempt) -> bool:
    return attempt.record.late and attempt.record.handed_in is None


def _changes(plan: Plan) -> list[str]:
    lines = _named(plan.chosen, "with several attempts: the chosen one counts, all are kept")
    attempts = [a for a in plan.attempts if a.record.student not in plan.chosen]
    for news, words in _NEWS[plan.rule].items():
        here = [attempt.record.student for attempt in attempts if attempt.news == news]
        lines += _named(here, words.format(when=_last_time(here, plan.before)), few=False)
    return lines


def _last_time(students: Sequence[str], before: Sequence[Record]) -> str:
    moments = [record.when for record in before if record.student in students]
    return f" on {_day(max(moments))}" if moments else ""


def _day(moment: dt.datetime) -> str:
    return f"{moment.day} {moment:%b}"


def _absent(plan: Plan) -> list[str]:
    return _named(plan.missing, "on the roster but not here")


def _advice(plan: Plan) -> list[str]:
    """Return how to say whose a hand-in is, if that could not be told of one."""
    strangers = [a.arrival.label for a in plan.attempts if not a.enrolled]
    labels = [*(arrival.label for arrival in plan.nobodys), *strangers]
    if not labels:
        return []
    example = shlex.quote(f"{clean_name(labels[0])}=STUDENT")
    return ["", *_wrapped(f"To say whose one is, add: --name {example}", "")]


def choice_lines(student: str, attempts: Sequence[Record]) -> list[str]:
    """Return the attempts of a student as a list to choose from, numbered from 1."""
    lines = [f"{clean_name(student)} has {len(attempts)} attempts:"]
    for number, record in enumerate(attempts, start=1):
        when = f"{record.handed_in:%Y-%m-%d %H:%M %Z}" if record.handed_in else "no time"
        by = [] if record.minutes_late is None else [record.minutes_late]
        late = f", late{_span(by)}" if record.late else ""
        lines += _wrapped(f"{when}{late}, {quote(record.label)}", f"{number:5}  ", " " * 7)
    return lines


def _named(
    names: Iterable[str],
    words: str,
    shown: Callable[[str], str] = clean_name,
    *,
    few: bool = True,
) -> list[str]:
    """Return one line: how many, what about them, and (of a few) who."""
    names = list(names)
    if not names:
        return []
    told = ", ".join(shown(name) for name in names[:MOST])
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return _counted(len(names), f"{words}: {told}{more}" if few or len(names) <= MOST else words)


def _counted(count: int, words: str) -> list[str]:
    return _wrapped(words, f"{count:5}  ", " " * 7)


def _wrapped(text: str, first: str, rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_on_hyphens=False,
    )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
