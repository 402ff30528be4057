"""Hand-ins on disk: the one that counts in `hand-ins/`, all others in `older/`, and where from.

    hand-ins/<student>/...             what `grade` reads
    hand-ins.csv                       student,handed_in: when, as far as it is known (`times`)
    older/<student>/<time>-<digest>/   attempts that do not count, or do not any more
    imports.jsonl                      a `Record` for each attempt; only ever added to

Everything is unpacked aside first. Then each student's folder is moved into place, and written down
after that: a process that is killed leaves at worst a hand-in that the next import takes in again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.errors import SubmissionError
from autograder.growing import Lines, unusable
from autograder.intake.attempts import Attempt
from autograder.intake.entries import quote
from autograder.intake.layouts import HAND_INS
from autograder.intake.parcels import digest_of, parcel_files
from autograder.intake.plan import Plan
from autograder.intake.records import Key, Record, best, same_attempt
from autograder.intake.times import Row, format_rows, read_rows

OLDER = "older"
RECORDS = "imports.jsonl"
TIMES = "hand-ins.csv"
_STATE = ".finegrade"


def read_records(root: Path) -> tuple[Record, ...]:
    """Return what was taken in so far, each attempt as its last line says; in order."""
    path = root / RECORDS
    if not path.exists():
        return ()
    lines = Lines(path, Record, writable=False)
    try:
        return tuple({record.key: record for _, _, record in lines.records()}.values())
    finally:
        lines.close()


def locate(records: Sequence[Record], root: Path) -> list[Record]:
    """Return what was taken in, each attempt with the folder in which it lies now, or None.

    An import that was killed may have moved what counted and not have written that down; and of two
    lines that name one folder, the later one is right.
    """
    last = {record.place: record.key for record in records}
    found = []
    for record in records:
        own = record.place if last[record.place] == record.key else None
        places = (place for place in (own, str(_older(record))) if place)
        place = next((place for place in places if (root / place).is_dir()), None)
        counts = record.counts and own is not None
        found.append(msgspec.structs.replace(record, place=place, counts=counts))
    return found


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the folder against a second import.

    Raises:
        SubmissionError: another process imports into it.
        DeskError: it cannot be written.
    """
    try:
        (root / _STATE).mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(root / _STATE / "import.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise unusable(root, error) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise SubmissionError(
            f"Another import into {root} is running. Wait for it, and run the same command again."
        ) from None
    finally:
        os.close(lock)


def keep(plan: Plan, root: Path) -> None:
    """Write what a plan says; the caller holds the folder by `alone`.

    Args:
        plan: what is to be written.
        root: folder of the course run.

    Raises:
        DeskError: the disk does not take it; what lay there before still lies there.
        SubmissionError: the export is not what it was when the plan was made.
    """
    staged = root / _STATE / "import"
    shutil.rmtree(staged, ignore_errors=True)
    times = {row["student"]: row for row in read_rows(root / TIMES)}
    timed = {r.key for r in plan.before if r.counts and not r.place and r.student in times}
    try:
        fresh = _stage(plan, staged)
        records = Lines(root / RECORDS, Record, writable=True)
        try:
            for student, attempts in _by_student(plan.attempts).items():
                for record in _settle(student, attempts, plan, fresh, root):
                    records.add(record)
                    if record.counts and record.key not in timed:
                        _note_time(times, record)
        finally:
            records.close()
            _write_times(root, times)
    except OSError as error:
        raise unusable(root, error) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _by_student(attempts: Sequence[Attempt]) -> dict[str, list[Attempt]]:
    found: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        found.setdefault(attempt.record.student, []).append(attempt)
    return found


def _stage(plan: Plan, staged: Path) -> dict[int, Path]:
    """Write the files of each new attempt aside and return where."""
    places = {}
    for number, attempt in enumerate(plan.attempts):
        if attempt.news not in ("unchanged", "promoted"):
            files = parcel_files(attempt.arrival, plan.target)
            if digest_of(files) != attempt.parcel.digest:
                raise SubmissionError(
                    f"{quote(attempt.arrival.label)} has changed since the plan was made. Nothing "
                    "was written: run the same command again."
                )
            places[id(attempt)] = staged / str(number)
            _write_files(places[id(attempt)], files)
    return places


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _settle(
    student: str,
    attempts: Sequence[Attempt],
    plan: Plan,
    fresh: Mapping[int, Path],
    root: Path,
) -> Iterator[Record]:
    """Put one student's attempts where they belong and yield the lines that say so, one by one."""
    known = {record.key: record for record in plan.before if record.student == student}
    for attempt in attempts:
        if id(attempt) not in fresh:
            yield from _learn_time(attempt.record, known)
    new = {a.record.key: fresh[id(a)] for a in attempts if id(a) in fresh}
    rivals = {**known, **{a.record.key: a.record for a in attempts if a.record.key in new}}
    winner = best(rivals.values(), plan.rule)
    counting = next((r for r in known.values() if r.counts and r.key != winner.key), None)
    place = str(Path(HAND_INS) / student)
    if winner.place != place:
        yield from _demote(student, counting, root)
        source = new.pop(winner.key, None) or root / (winner.place or "")
        _move(source, root / place)
        yield msgspec.structs.replace(winner, place=place, counts=True)
    elif student in plan.chosen:
        yield winner
    for attempt in attempts:
        if attempt.record.key in new:
            aside = _move(new.pop(attempt.record.key), root / _older(attempt.record))
            place = str(aside.relative_to(root))
            yield msgspec.structs.replace(attempt.record, place=place, counts=False)


def _learn_time(record: Record, known: dict[Key, Record]) -> Iterator[Record]:
    """Yield the line that gives an attempt its time, if that was not known before."""
    for key, before in known.items():
        if before.handed_in is None and record.handed_in and same_attempt(before, record):
            known[key] = msgspec.structs.replace(
                before,
                handed_in=record.handed_in,
                late=record.late,
                minutes_late=record.minutes_late,
            )
            yield known[key]


def _demote(student: str, counting: Record | None, root: Path) -> Iterator[Record]:
    """Move what counted so far out of the way; a folder that nobody wrote down as well."""
    folder = root / HAND_INS / student
    place = counting.place if counting else None
    if folder.exists():
        aside = _older(counting) if counting else Path(OLDER) / student / "unrecorded"
        place = str(_move(folder, root / aside).relative_to(root))
    if counting is not None:
        yield msgspec.structs.replace(counting, place=place, counts=False)


def _older(record: Record) -> Path:
    moment = (record.handed_in or record.when).astimezone(dt.UTC)
    return Path(OLDER) / record.student / f"{moment:%Y-%m-%dT%H%M%SZ}-{record.digest[:8]}"


def _move(source: Path, target: Path) -> Path:
    """Rename a folder; where the name is taken, a number is added. Return the new place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    free, number = target, 1
    while free.exists():
        number += 1
        free = target.with_name(f"{target.name}-{number}")
    source.rename(free)
    return free


def _note_time(times: dict[str, Row], record: Record) -> None:
    """Put down when the attempt that counts now came, in place of the time of the one before."""
    before = times.pop(record.student, {})
    if record.handed_in is not None:
        told = {"student": record.student, "handed_in": record.handed_in.isoformat()}
        times[record.student] = {**before, **told}


def _write_times(root: Path, times: Mapping[str, Row]) -> None:
    part = root / _STATE / "times.part"
    part.write_text(format_rows(times.values()), encoding="utf-8")
    part.rename(root / TIMES)
